import Foundation

extension PostgresDatabase {
    /// ``PracticeDatabase/media(id:for:)``: linear in the bytes; `nil` for those of an object that lies in Storage.
    public func media(id: UUID, for userID: UUID) throws(StoreError) -> StoredMedia {
        try media(where: "m.id = $1::uuid", [.uuid(id)], for: userID, name: id.storeText)
    }

    /// ``PracticeDatabase/media(bucket:path:for:)``: finds the place by its unique index.
    public func media(bucket: String, path: String, for userID: UUID) throws(StoreError) -> StoredMedia {
        let bucket = try Text.checked(bucket, table: "media_assets", column: "bucket")
        let path = try Text.checked(path, table: "media_assets", column: "path")
        return try media(
            where: "m.bucket = $1::text AND m.path = $2::text", [.text(bucket), .text(path)], for: userID,
            name: "\(bucket)/\(path)")
    }

    private func media(
        where condition: String, _ arguments: [PostgresValue], for userID: UUID, name: String
    ) throws(StoreError) -> StoredMedia {
        try read { connection in
            let found = try connection.run(
                """
                SELECT m.id, m.owner_id, m.bucket, m.path, m.media_type, m.duration_seconds::text AS duration_seconds,
                    b.bytes
                FROM media_assets m
                LEFT JOIN media_blobs b ON b.media_id = m.id
                WHERE \(condition) AND (m.owner_id IS NULL OR m.owner_id = $\(arguments.count + 1)::uuid)
                """, arguments + [.uuid(userID)])
            guard let row = found.first else { throw StoreError.notFound(.media(name)) }
            return StoredMedia(
                id: try row.uuid("id"), ownerID: try row.optionalUUID("owner_id"),
                bucket: try row.text("bucket"), path: try row.text("path"),
                mediaType: try row.optionalText("media_type"),
                durationSeconds: try row.optionalText("duration_seconds").flatMap(Double.init),
                bytes: try row.optionalBytes("bytes"))
        }
    }
}
