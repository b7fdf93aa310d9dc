/// A call that no bytes of a recording can be blamed for: a null pointer, a handle that is none, a number out of range.
struct WrongUse: Error {
    /// What is wrong and how to mend it.
    let line: String

    init(_ line: String) { self.line = line }
}
