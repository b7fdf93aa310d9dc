import Alignment

/// Why an attempt could not be scored, in one line.
public enum ScoringError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Attempt and reference could not be aligned.
    case alignment(AlignmentError)

    /// One line: the fault and its remedy.
    public var description: String {
        switch self {
        case .alignment(let error): error.description
        }
    }
}
