import Alignment

/// An attempt could not be scored.
public enum ScoringError: Error, Sendable, Hashable, CustomStringConvertible {
    case alignment(AlignmentError)

    /// One line: the cause and the remedy.
    public var description: String {
        switch self {
        case .alignment(let error): error.description
        }
    }
}
