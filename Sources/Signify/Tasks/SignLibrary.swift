import Alignment
import PracticeStore
import Scoring

/// All reference signs of a store, prepared for scoring: immutable and thread-safe.
///
/// It holds the features of every take, and the model of each sign once it was asked for. Signs that the store gains later
/// need a new library.
public struct SignLibrary: SignSource {
    /// Sorted by gloss.
    public let signs: [ReferenceSign]
    private let prepared: [Lazily<SignModel>]
    private let places: [String: Int]
    /// The origin of the signs, for messages.
    private let place: String

    /// A library of signs with distinct glosses.
    public init(_ signs: [ReferenceSign], place: String = "the library") {
        let signs = signs.sorted { $0.gloss < $1.gloss }
        self.signs = signs
        self.place = place
        prepared = signs.map { sign in Lazily { SignModel(sign) } }
        places = Dictionary(
            signs.enumerated().map { ($1.gloss, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A sign. One look-up.
    public func sign(_ gloss: String) throws -> ReferenceSign { signs[try index(of: gloss)] }

    /// A sign as the model for sentences and streams. One look-up; the first time, ``SignModel/init(_:)``.
    public func model(_ gloss: String) throws -> SignModel { prepared[try index(of: gloss)].value }

    /// All signs as models for sentences and streams. Costs as ``model(_:)`` each, on every processor. Throws as
    /// ``checkSigns()``.
    public func models() throws -> [SignModel] {
        try checkSigns()
        return Parallel.map(prepared) { $0.value }
    }

    /// Throws ``AnalysisFailure`` for an empty library.
    public func checkSigns() throws(AnalysisFailure) {
        guard signs.isEmpty else { return }
        throw AnalysisFailure(
            "\(place) has no reference signs; add some with \"signify-score refs add\"", kind: .notFound)
    }

    private func index(of gloss: String) throws(StoreError) -> Int {
        let gloss = try Gloss(gloss).text
        guard let index = places[gloss] else {
            throw .notFound(.sign(gloss, among: signs.map(\.gloss)))
        }
        return index
    }
}
