import Foundation

/// A media asset and, where this store holds them, its bytes.
public struct StoredMedia: Sendable, Hashable, Identifiable {
    public let id: UUID
    public let bucket: String
    /// The object's path in its bucket.
    public let path: String
    /// `nil` where the object lies in another store.
    public let bytes: Data?
}

extension StoredMedia {
    init(_ row: some StoredRow) throws(StoreError) {
        self.init(
            id: try row.uuid("id"), bucket: try row.text("bucket"), path: try row.text("path"),
            bytes: try row.optionalBytes("bytes"))
    }
}
