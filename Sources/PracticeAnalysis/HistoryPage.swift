import Foundation
import PracticeStore

/// Some of a learner's scored attempts, newest first, and where the next ones begin, as JSON.
public struct HistoryPage: Encodable, Sendable {
    /// The most attempts on a page.
    public static let largest = 10_000

    private let entries: [Entry]
    private let next: String?

    enum CodingKeys: String, CodingKey {
        case entries = "sessions"
        case next
    }

    private struct Entry: Encodable, Sendable {
        let entry: HistoryEntry

        enum CodingKeys: String, CodingKey {
            case id, mode, score, summary, lesson
            case completedAt = "completed_at"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(entry.id.uuidString.lowercased(), forKey: .id)
            try container.encode(entry.mode.rawValue, forKey: .mode)
            try container.encode(entry.score, forKey: .score)
            try container.encode(entry.feedbackSummary, forKey: .summary)
            try container.encode(entry.lessonTitle, forKey: .lesson)
            try container.encode(InstantText(entry.completedAt), forKey: .completedAt)
        }
    }

    /// A page of at most `limit` attempts (1 to ``largest``) of those behind `cursor`, the text of ``next`` on the page
    /// before. Throws ``StoreError``, and ``AnalysisFailure`` for what is no cursor.
    public init(of user: UUID, in store: any PracticeDatabase, limit: Int, after cursor: String?) throws {
        let place = try cursor.map { try Self.cursor($0) }
        // One more than asked for tells whether there is a next page.
        let found = try store.history(user: user, limit: min(limit + 1, Self.largest), before: place)
        entries = found.prefix(limit).map { Entry(entry: $0) }
        let isWhole = found.count <= limit && found.count < Self.largest
        next = isWhole ? nil : entries.last.map { Self.text($0.entry.cursor) }
    }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entries, forKey: .entries)
        try container.encode(next, forKey: .next)
    }

    /// Milliseconds since 1970, and the session: `1764075508000_996b434a-…`.
    private static func text(_ cursor: HistoryCursor) -> String {
        let milliseconds = Int64((cursor.completedAt.timeIntervalSince1970 * 1000).rounded())
        return "\(milliseconds)_\(cursor.id.uuidString.lowercased())"
    }

    private static func cursor(_ text: String) throws -> HistoryCursor {
        let parts = text.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = UUID(uuidString: String(parts[1]))
        else {
            throw AnalysisFailure(
                "the cursor is not one that a page of the history gave; give its \"next\" as it is, or none",
                kind: .badInput)
        }
        return HistoryCursor(
            completedAt: Date(timeIntervalSince1970: Double(milliseconds) / 1000), id: id)
    }
}
