import Foundation

/// Why takes could not be evaluated: what, where and how to mend it, in one line.
package struct EvaluationError: Error, Hashable, LocalizedError, CustomStringConvertible {
    /// The line.
    package let description: String

    /// The same, for who knows no more of it than that it is an error.
    package var errorDescription: String? { description }

    /// An error that says `description`.
    package init(_ description: String) { self.description = description }
}
