import Foundation

/// The key of a media asset.
enum MediaPlace {
    case id(UUID)
    case object(bucket: String, path: String)

    /// Refuses U+0000, at which SQLite would cut the path and find another object.
    init(bucket: String, path: String) throws(StoreError) {
        self = .object(
            bucket: try Text.checked(bucket, table: "media_assets", column: "bucket"),
            path: try Text.checked(path, table: "media_assets", column: "path"))
    }

    /// For errors.
    var name: String {
        switch self {
        case .id(let id): id.storeText
        case .object(let bucket, let path): "\(bucket)/\(path)"
        }
    }
}
