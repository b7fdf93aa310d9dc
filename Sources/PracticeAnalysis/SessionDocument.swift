import Foundation
import PracticeStore
import Scoring

/// A stored attempt as JSON; what there is not is null.
public struct SessionDocument: Encodable, Sendable {
    private let session: PracticeSession

    enum CodingKeys: String, CodingKey {
        case id, mode, score, feedback
        case userID = "user_id"
        case lessonID = "lesson_id"
        case mediaID = "media_id"
        case rawMetrics = "raw_metrics"
        case startedAt = "started_at"
        case completedAt = "completed_at"
    }

    /// The document of a session.
    public init(_ session: PracticeSession) { self.session = session }

    /// Writes every key. Linear in the feedback and the raw metrics.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(session.id.uuidString.lowercased(), forKey: .id)
        try container.encode(session.userID.uuidString.lowercased(), forKey: .userID)
        try container.encode(session.lessonID?.uuidString.lowercased(), forKey: .lessonID)
        try container.encode(session.mediaID?.uuidString.lowercased(), forKey: .mediaID)
        try container.encode(session.mode.rawValue, forKey: .mode)
        // What nests too deeply to be read is still somebody's, and shown as the text it is.
        let metrics = session.rawMetrics.map { text in
            (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .string(text)
        }
        try container.encode(metrics, forKey: .rawMetrics)
        try container.encode(session.result?.score, forKey: .score)
        if let feedback = session.result?.feedback {
            try container.encode(feedback, forKey: .feedback)
        } else {
            let fault = session.fault.flatMap {
                try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
            }
            try container.encode(fault, forKey: .feedback)
        }
        try container.encode(InstantText(session.startedAt), forKey: .startedAt)
        try container.encode((session.result?.completedAt).map { InstantText($0) }, forKey: .completedAt)
    }
}
