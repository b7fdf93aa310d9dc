import Scoring

/// A source of reference signs for tasks: a ``Store`` reads a sign on each call, a ``SignLibrary`` holds all
/// of them.
public protocol SignSource: Sendable {
    /// A sign with its cohort. Throws ``StoreError/notFound(_:)`` for an unknown gloss.
    func sign(_ gloss: String) throws -> ReferenceSign
    /// A sign as the model for sentences and streams. Throws as ``sign(_:)``.
    func model(_ gloss: String) throws -> SignModel
    /// All signs as models for sentences and streams, sorted by gloss; at least one.
    func models() throws -> [SignModel]
}

extension SignSource {
    /// The models of the glosses in `list`, without repetitions; of all signs for `nil`.
    public func models(of list: SignList?) throws -> [SignModel] {
        try list?.distinct.map { try model($0) } ?? models()
    }

    /// The task of `signs` in `mode`: see ``PracticeTask/init(_:as:from:)``.
    public func task(_ signs: SignList?, as mode: PracticeMode? = nil) throws -> PracticeTask {
        try PracticeTask(signs, as: mode, from: self)
    }

    /// The task of a word, `"HELLO"`, or of a sentence, `"HELLO,HOW,YOU"`.
    public func task(_ signs: String) throws -> PracticeTask {
        guard let list = SignList(parsing: signs) else { throw SignList.refusal("the task") }
        return try task(list)
    }
}
