import Foundation
import GRDB

extension SQLiteDatabase {
    static func media(_ place: MediaPlace, for user: UUID, _ database: Database) throws -> StoredMedia? {
        let condition: String
        let key: StatementArguments
        switch place {
        case .id(let id): (condition, key) = ("m.id = ?", [id.storeText])
        case .object(let bucket, let path):
            (condition, key) = ("m.bucket = ? AND m.path = ?", [bucket, path])
        }
        return try Row.fetchOne(
            database,
            sql: """
                SELECT m.id, m.bucket, m.path, b.bytes FROM media_assets m
                LEFT JOIN media_blobs b ON b.media_id = m.id
                WHERE \(condition) AND (m.owner_id IS NULL OR m.owner_id = ?)
                """, arguments: key + [user.storeText]
        ).map { try StoredMedia($0) }
    }
}
