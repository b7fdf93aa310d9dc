import Alignment
import PracticeStore
import Scoring

/// Every reference sign of a store, prepared for scoring: read once, then for any number of attempts on any thread.
///
/// It does not follow the store: signs that are added later need a new library. It holds the features of every take.
public struct SignLibrary: Sendable {
    /// The signs, by gloss.
    public let signs: [ReferenceSign]
    private let models: [SignModel]
    private let places: [String: Int]

    /// The signs that `references` has; refused where it has none. Linear in the takes.
    public init(_ references: ReferenceLibrary, place: String) throws {
        self.init(try references.signs())
        guard !signs.isEmpty else { throw ReferenceLibrary.isEmpty(place) }
    }

    /// A library of these signs, whose glosses differ.
    public init(_ signs: [ReferenceSign]) {
        let signs = signs.sorted { $0.gloss < $1.gloss }
        self.signs = signs
        models = Parallel.map(signs) { SignModel($0) }
        places = Dictionary(
            signs.enumerated().map { ($1.gloss, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The task of signing `list`: a word where it has one sign, a sentence where it has several. Throws
    /// ``StoreError/notFound(_:)`` for an unknown sign, ``StoreError/refused(table:column:reason:)`` for what is no
    /// gloss. Costs a look-up a sign.
    public func task(_ list: SignList) throws(StoreError) -> PracticeTask {
        var asked: [Int] = []
        for gloss in list.glosses { asked.append(try place(of: gloss)) }
        if asked.count == 1 { return .word(signs[asked[0]]) }
        return .sentence(asked.map { models[$0] }, library: models)
    }

    /// The task of signing whatever one likes, of `list` or of every sign there is.
    public func freestyle(_ list: SignList? = nil) throws(StoreError) -> PracticeTask {
        .freestyle(try spotted(list))
    }

    /// The signs of `list`, each once, or all, as they are looked for in a stream.
    public func spotted(_ list: SignList? = nil) throws(StoreError) -> [SignModel] {
        guard let list else { return models }
        var asked: [SignModel] = []
        for gloss in list.distinct { asked.append(models[try place(of: gloss)]) }
        return asked
    }

    private func place(of gloss: String) throws(StoreError) -> Int {
        let gloss = try Gloss(gloss).text
        guard let place = places[gloss] else {
            throw .notFound(.sign(gloss, among: signs.map(\.gloss)))
        }
        return place
    }
}
