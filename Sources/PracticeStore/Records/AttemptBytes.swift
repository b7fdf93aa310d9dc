import Foundation

/// The landmarks of an attempt, and their source.
public enum AttemptBytes: Sendable, Hashable {
    /// In `raw_metrics` itself: JSON.
    case inline(Data)
    /// In a media asset, in a format that the reader recognises.
    case media(id: UUID, Data)

    public var bytes: Data {
        switch self {
        case .inline(let bytes), .media(_, let bytes): bytes
        }
    }
}
