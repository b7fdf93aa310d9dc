import Alignment
import Foundation

/// What a ranking reads of every sign, before it aligns the takes of a few: some kilobytes.
public struct SignOutline: Sendable {
    /// The gloss, as "HELLO".
    public let gloss: String
    let threshold: SignThreshold
    /// The embedding of each take; `nil` where the metric has no network.
    let embeddings: [Lazily<SignEmbedding?>]
    /// The sign's part in the cohorts of a store.
    public let links: Links

    /// Which takes a sign has, and which it was calibrated against, as numbers that stand for gloss and take.
    public struct Links: Sendable, Hashable {
        /// Whether there is a calibration of this engine.
        public let isCalibrated: Bool
        /// The sign's own takes.
        public let takes: [UInt64]
        /// The takes of each sign of the cohort.
        public let cohort: [[UInt64]]

        /// No calibration, and takes that no cohort can name.
        static let none = Links(isCalibrated: false, takes: [], cohort: [])

        /// The number of cohort signs of which no take is left.
        ///
        /// - Parameter present: ``takes`` of all signs.
        public func missing(among present: Set<UInt64>) -> Int {
            cohort.count { takes in !takes.contains { present.contains($0) } }
        }

        /// FNV-1a of 64 bits.
        static func number(of gloss: String, take: String) -> UInt64 {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in "\(gloss)\u{0}\(take)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hash
        }
    }

    /// The outline of a sign that is at hand; its takes' embeddings are made when they are first read.
    public init(_ sign: ReferenceSign) {
        self.init(sign.gloss, sign.calibration.threshold, sign.compared, .none)
    }

    init(_ gloss: String, _ threshold: SignThreshold, _ takes: [ComparedTake], _ links: Links) {
        self.init(gloss, threshold, takes.map(\.madeEmbedding), links)
    }

    private init(
        _ gloss: String, _ threshold: SignThreshold, _ embeddings: [Lazily<SignEmbedding?>],
        _ links: Links
    ) {
        (self.gloss, self.threshold, self.embeddings, self.links) = (gloss, threshold, embeddings, links)
    }

    /// The embedding of the take at a place in the order of enrolment, if there is one.
    public func embedding(ofTake place: Int) -> SignEmbedding? {
        embeddings.indices.contains(place) ? embeddings[place].value : nil
    }

    /// A lower bound of ``TakeComparison/distance`` to each take, by its embedding. O(takes · numbers).
    func leastDistances(to attempt: ComparedTake) -> [Double] {
        embeddings.map { attempt.leastDistance(to: $0.value) }
    }
}

extension SignOutline {
    /// The form of the bytes; another number for another form.
    private static let format: UInt32 = 1

    /// As bytes to be kept under ``ScoringSignature/current``; makes the takes' embeddings. O(bytes).
    public func encoded() -> Data {
        var bytes = KeptWriter()
        bytes.add(gloss)
        bytes.add(threshold.distance)
        bytes.add(UInt32(threshold.signers.count))
        for (name, signer) in threshold.signers.sorted(by: { $0.key < $1.key }) {
            bytes.add(name)
            bytes.add(Int64(signer.takes))
            bytes.add(signer.apart ?? .nan)
        }
        bytes.add(threshold.strangers.threshold)
        bytes.add(threshold.strangers.errors)
        bytes.add(Int64(threshold.strangers.signs))
        bytes.add(UInt8(links.isCalibrated ? 1 : 0))
        bytes.add(UInt32(embeddings.count))
        for (embedding, take) in zip(embeddings, links.takes) {
            let values = embedding.value?.values ?? []
            bytes.add(take)
            bytes.add(UInt32(values.count))
            bytes.add(values)
        }
        bytes.add(UInt32(links.cohort.count))
        for takes in links.cohort {
            bytes.add(UInt32(takes.count))
            for take in takes { bytes.add(take) }
        }
        return SealedBytes.seal(bytes.data, format: Self.format)
    }

    /// The outline that was kept of a sign under ``ScoringSignature/current``; `nil` for bytes that are damaged, of another
    /// sign, or of another form. O(bytes).
    public init?(decoding data: Data, of gloss: String) {
        let read = SealedBytes.open(data, format: Self.format) { bytes -> SignOutline? in
            guard bytes.text() == gloss, let threshold = SignThreshold(&bytes),
                let isCalibrated: UInt8 = bytes.number(), let takes: UInt32 = bytes.number()
            else { return nil }
            var (embeddings, own): ([Lazily<SignEmbedding?>], [UInt64]) = ([], [])
            for _ in 0..<takes {
                guard let take: UInt64 = bytes.number(), let count: UInt32 = bytes.number(),
                    let values = bytes.floats(Int(count))
                else { return nil }
                own.append(take)
                embeddings.append(Lazily(known: values.isEmpty ? nil : SignEmbedding(values: values)))
            }
            guard let cohort = Self.cohort(&bytes), bytes.isAtEnd, !own.isEmpty else { return nil }
            return SignOutline(
                gloss, threshold, embeddings,
                Links(isCalibrated: isCalibrated != 0, takes: own, cohort: cohort))
        }
        guard let read else { return nil }
        self = read
    }

    private static func cohort(_ bytes: inout KeptReader) -> [[UInt64]]? {
        guard let signs: UInt32 = bytes.number() else { return nil }
        var cohort: [[UInt64]] = []
        for _ in 0..<signs {
            guard let count: UInt32 = bytes.number() else { return nil }
            var takes: [UInt64] = []
            for _ in 0..<count {
                guard let take: UInt64 = bytes.number() else { return nil }
                takes.append(take)
            }
            cohort.append(takes)
        }
        return cohort
    }
}

extension SignThreshold {
    fileprivate init?(_ bytes: inout KeptReader) {
        guard let distance: Double = bytes.number(), let count: UInt32 = bytes.number() else { return nil }
        var signers: [String: SignCalibration.Signer] = [:]
        for _ in 0..<count {
            guard let name = bytes.text(), let takes: Int64 = bytes.number(),
                let apart: Double = bytes.number()
            else { return nil }
            signers[name] = SignCalibration.Signer(takes: Int(takes), apart: apart.isNaN ? nil : apart)
        }
        guard let threshold: Double = bytes.number(), let errors: Double = bytes.number(),
            let signs: Int64 = bytes.number()
        else { return nil }
        self.init(
            distance: distance, signers: signers,
            strangers: StrangerThreshold(threshold: threshold, errors: errors, signs: Int(signs)))
    }
}
