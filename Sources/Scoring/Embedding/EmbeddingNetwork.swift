import CEmbedding
import SigningSpace

/// Temporal convolution networks that map a clip's ``Postures`` to a ``SignEmbedding``.
///
/// They were learned by supervised contrast (Khosla, Teterwak, Wang, Sarna, Tian, Isola, Maschinot, Liu & Krishnan 2020,
/// "Supervised contrastive learning") from takes of the same and of different signs by many signers: `make learn`. Of the
/// shipped two, one knows random signs of the synthetic signer alone, and the other recorded takes too; each yields a part
/// of the embedding. The result is the same on every machine, bit by bit.
public struct EmbeddingNetwork: Sendable {
    /// Names these weights in ``ScoringSignature``: the first eight hexadecimal digits of their SHA-256.
    public let name: String
    let shape: EmbeddingShape
    let networks: [EmbeddingWeights]

    init(name: String, shape: EmbeddingShape, networks: [EmbeddingWeights]) {
        self.name = name
        self.shape = shape
        self.networks = networks
    }

    /// The embedding of a clip. O(weights · frames).
    package func embedding(of clip: SigningClip) -> SignEmbedding { embedding(of: Postures(clip)) }

    /// The embedding of a clip that is played backwards. Costs as ``embedding(of:)``.
    func embedding(ofReversed clip: SigningClip) -> SignEmbedding { embedding(of: Postures(clip).reversed) }

    func embedding(of postures: Postures, by kernel: EmbeddingKernel = .best) -> SignEmbedding {
        let part = 1 / Float(networks.count).squareRoot()
        return SignEmbedding(
            values: networks.flatMap { $0.run(shape, postures.values, by: kernel).map { $0 * part } })
    }
}

extension EmbeddingNetwork: Hashable {
    /// Compares the names, which follow from the weights.
    public static func == (left: EmbeddingNetwork, right: EmbeddingNetwork) -> Bool {
        left.name == right.name
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The compiled kernel for the network. All give the same bits.
enum EmbeddingKernel: Sendable, CaseIterable {
    /// With vectors of sixteen, for AVX-512 (F, DQ and VL).
    case avx512
    /// For AVX2 with FMA and F16C.
    case avx2
    /// Runs on any machine; by NEON on a 64-bit ARM.
    case portable

    /// The fastest on this machine.
    static let best = allCases.first(where: \.runs) ?? .portable

    /// Whether this machine has the instructions.
    var runs: Bool { compiled != nil }

    /// - Precondition: ``runs``.
    var functions: UnsafePointer<embedding_kernel> {
        guard let compiled else { preconditionFailure("this machine has no \(self)") }
        return compiled
    }

    private var compiled: UnsafePointer<embedding_kernel>? {
        switch self {
        case .avx512: embedding_avx512()
        case .avx2: embedding_avx2()
        case .portable: embedding_portable()
        }
    }
}
