import Foundation

/// The kind of a `raw_metrics` document, by its outermost keys alone.
enum RawMetrics: Decodable {
    case attempt
    case mediaID(UUID)
    case object(bucket: String, path: String)
    case statistics

    private enum Keys: String, CodingKey {
        case frames, bucket, path
        case mediaID = "media_id"
    }

    init(from decoder: any Decoder) throws {
        if (try? decoder.unkeyedContainer()) != nil {
            self = .attempt
            return
        }
        let keys = try decoder.container(keyedBy: Keys.self)
        if keys.contains(.frames) {
            self = .attempt
        } else if keys.contains(.mediaID) {
            guard let text = try? keys.decode(String.self, forKey: .mediaID), let id = UUID(uuidString: text)
            else { throw RawMetrics.refused("media_id is a UUID in a string") }
            self = .mediaID(id)
        } else if keys.contains(.bucket), keys.contains(.path) {
            guard let bucket = try? keys.decode(String.self, forKey: .bucket),
                let path = try? keys.decode(String.self, forKey: .path)
            else { throw RawMetrics.refused("bucket and path are strings") }
            self = .object(bucket: bucket, path: path)
        } else {
            self = .statistics
        }
    }

    static func refused(_ reason: String) -> StoreError {
        .refused(table: "practice_sessions", column: "raw_metrics", reason: reason)
    }
}
