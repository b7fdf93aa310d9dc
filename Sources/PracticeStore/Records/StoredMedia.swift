import Foundation

/// A media asset and, where this store holds them, its bytes.
public struct StoredMedia: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// Whose it is; `nil` for what everybody may read.
    public let ownerID: UUID?
    /// The store's ``PracticeDatabase/recordingBucket`` for recordings that it keeps itself.
    public let bucket: String
    /// The object's path in its bucket.
    public let path: String
    /// As "application/x-pose".
    public let mediaType: String?
    /// Seconds.
    public let durationSeconds: Double?
    /// The object; `nil` where it lies in another store.
    public let bytes: Data?
}
