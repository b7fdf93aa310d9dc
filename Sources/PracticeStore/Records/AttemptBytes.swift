import Foundation

/// Where the landmarks of an attempt are.
public enum AttemptLandmarks: Sendable, Hashable {
    case stored(AttemptBytes)
    /// In an object outside this store, which only a storage gives: the row names it.
    case object(StoredMedia)

    /// Their bytes; `nil` for an object.
    public var stored: AttemptBytes? {
        guard case .stored(let bytes) = self else { return nil }
        return bytes
    }
}

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
