import Foundation

extension PostgresDatabase {
    static func media(
        _ place: MediaPlace, for user: UUID, _ connection: PostgresConnection
    ) throws -> StoredMedia? {
        let condition: String
        let key: [PostgresValue]
        switch place {
        case .id(let id): (condition, key) = ("m.id = $2::uuid", [.uuid(id)])
        case .object(let bucket, let path):
            (condition, key) = ("m.bucket = $2::text AND m.path = $3::text", [.text(bucket), .text(path)])
        }
        return try connection.run(
            """
            SELECT m.id, m.bucket, m.path, b.bytes FROM media_assets m
            LEFT JOIN media_blobs b ON b.media_id = m.id
            WHERE \(condition) AND (m.owner_id IS NULL OR m.owner_id = $1::uuid)
            """, [.uuid(user)] + key
        ).first.map { try StoredMedia($0) }
    }
}
