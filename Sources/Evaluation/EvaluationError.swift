/// Why takes could not be evaluated: what, where and how to mend it, in one line.
package struct EvaluationError: Error, Hashable, CustomStringConvertible {
    /// The line.
    package let description: String

    /// An error that says `description`.
    package init(_ description: String) { self.description = description }
}
