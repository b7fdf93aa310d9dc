import Foundation

/// Where the landmarks of an attempt were found.
public enum AttemptBytes: Sendable, Hashable {
    /// In `raw_metrics` itself: JSON.
    case inline(Data)
    /// In a media asset: the format is for the reader to recognise.
    case media(id: UUID, Data)

    /// The bytes to parse.
    public var bytes: Data {
        switch self {
        case .inline(let bytes), .media(_, let bytes): bytes
        }
    }
}
