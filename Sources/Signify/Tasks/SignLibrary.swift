import Alignment
import PracticeStore
import Scoring

/// Every reference sign of a store, prepared for scoring: read once, then for any number of attempts on any thread.
///
/// It does not follow the store: signs that are added later need a new library. It holds the features of every take.
public struct SignLibrary: SignSource {
    /// The signs, by gloss.
    public let signs: [ReferenceSign]
    private let prepared: [SignModel]
    private let places: [String: Int]
    /// Where the signs came from, in words.
    private let place: String

    /// A library of these signs, whose glosses differ.
    public init(_ signs: [ReferenceSign], place: String = "the library") {
        let signs = signs.sorted { $0.gloss < $1.gloss }
        self.signs = signs
        self.place = place
        prepared = Parallel.map(signs) { SignModel($0) }
        places = Dictionary(
            signs.enumerated().map { ($1.gloss, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The sign of a gloss. One look-up.
    public func sign(_ gloss: String) throws -> ReferenceSign { signs[try index(of: gloss)] }

    /// The sign of a gloss as it is looked for. One look-up.
    public func model(_ gloss: String) throws -> SignModel { prepared[try index(of: gloss)] }

    /// Every sign as it is looked for. Throws ``AnalysisFailure`` where there is none.
    public func models() throws -> [SignModel] {
        guard !prepared.isEmpty else {
            throw AnalysisFailure(
                "\(place) has no signs to look for; add some with \"signify-score refs add\"",
                kind: .notFound)
        }
        return prepared
    }

    private func index(of gloss: String) throws(StoreError) -> Int {
        let gloss = try Gloss(gloss).text
        guard let index = places[gloss] else {
            throw .notFound(.sign(gloss, among: signs.map(\.gloss)))
        }
        return index
    }
}
