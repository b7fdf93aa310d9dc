import Foundation
import GRDB

extension SQLiteDatabase {
    /// ``PracticeDatabase/media(id:for:)``: linear in the bytes.
    public func media(id: UUID, for userID: UUID) throws(StoreError) -> StoredMedia {
        try media(
            where: "m.id = ?", [id.storeText], for: userID, name: id.storeText)
    }

    /// ``PracticeDatabase/media(bucket:path:for:)``: linear in the bytes; finds the place by its unique index.
    public func media(bucket: String, path: String, for userID: UUID) throws(StoreError) -> StoredMedia {
        // A text that SQLite would cut short must not find the object of the shorter name.
        let bucket = try Text.checked(bucket, table: "media_assets", column: "bucket")
        let path = try Text.checked(path, table: "media_assets", column: "path")
        return try media(
            where: "m.bucket = ? AND m.path = ?", [bucket, path], for: userID, name: "\(bucket)/\(path)")
    }

    private func media(
        where condition: String, _ arguments: StatementArguments, for userID: UUID, name: String
    ) throws(StoreError) -> StoredMedia {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT m.*, b.bytes FROM media_assets m
                    LEFT JOIN media_blobs b ON b.media_id = m.id
                    WHERE \(condition) AND (m.owner_id IS NULL OR m.owner_id = ?)
                    """, arguments: arguments + [userID.storeText])
            guard let row else { throw StoreError.notFound(.media(name)) }
            return StoredMedia(
                id: try row.uuid("id"), ownerID: try row.optionalUUID("owner_id"),
                bucket: try row.text("bucket"), path: try row.text("path"),
                mediaType: try row.optionalText("media_type"),
                durationSeconds: try row.decode(Double?.self, forColumn: "duration_seconds"),
                bytes: try row.decode(Data?.self, forColumn: "bytes"))
        }
    }
}
