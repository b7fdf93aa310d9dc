import Scoring

/// The signs of tasks: a ``Store`` reads a sign when it is asked for, a ``SignLibrary`` has read them all.
public protocol SignSource: Sendable {
    /// The sign of a gloss, with its cohort. Throws ``StoreError/notFound(_:)`` for an unknown one.
    func sign(_ gloss: String) throws -> ReferenceSign
    /// The sign of a gloss as it is looked for in a sentence or a stream. Throws as ``sign(_:)``.
    func model(_ gloss: String) throws -> SignModel
    /// Every sign as it is looked for in a sentence or a stream, by gloss; one at least.
    func models() throws -> [SignModel]
}

extension SignSource {
    /// The signs of `list`, each once, or all: the signs to look for in a stream.
    public func models(of list: SignList?) throws -> [SignModel] {
        try list?.distinct.map { try model($0) } ?? models()
    }

    /// The task of signing `signs` in `mode`: see ``PracticeTask/init(_:as:from:)``.
    public func task(_ signs: SignList?, as mode: PracticeMode? = nil) throws -> PracticeTask {
        try PracticeTask(signs, as: mode, from: self)
    }

    /// The task of one sign, `"HELLO"`, or of a sentence, `"HELLO,HOW,YOU"`.
    public func task(_ signs: String) throws -> PracticeTask {
        guard let list = SignList(parsing: signs) else { throw SignList.refusal("the task") }
        return try task(list)
    }
}
