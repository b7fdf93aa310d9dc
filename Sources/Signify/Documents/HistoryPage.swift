import Foundation
import PracticeStore

/// A page of a learner's scored attempts, newest first, as JSON; an absent value is null.
public struct HistoryPage: Encodable, Sendable {
    /// The maximum of attempts per page.
    public static let largest = 10_000

    public let sessions: [HistoryEntry]
    /// The cursor of the next page; `nil` on the last page.
    public let next: String?

    enum CodingKeys: String, CodingKey { case sessions, next }

    /// Reads at most `limit` attempts (1 to ``largest``) after `cursor`, which is ``next`` of the previous
    /// page. Throws ``StoreError``, and ``AnalysisFailure`` for an invalid cursor.
    public init(of user: UUID, in store: Store, limit: Int, after cursor: String? = nil) throws {
        let place = try cursor.map { try Self.cursor($0) }
        // One attempt more than the limit shows whether a next page exists.
        let found = try store.database.history(
            user: user, limit: min(limit + 1, Self.largest), before: place)
        sessions = Array(found.prefix(limit))
        let isWhole = found.count <= limit && found.count < Self.largest
        next = isWhole ? nil : sessions.last.map { Self.text($0.cursor) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sessions, forKey: .sessions)
        try container.encode(next, forKey: .next)
    }

    /// Milliseconds since 1970 and the session's identifier: `1764075508000_996b434a-…`.
    private static func text(_ cursor: HistoryCursor) -> String {
        let milliseconds = Int64((cursor.completedAt.timeIntervalSince1970 * 1000).rounded())
        return "\(milliseconds)_\(cursor.id.storeText)"
    }

    private static func cursor(_ text: String) throws -> HistoryCursor {
        let parts = text.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = UUID(uuidString: String(parts[1]))
        else {
            throw AnalysisFailure(
                "the cursor is not the \"next\" of a history page; pass that value unchanged, or no cursor",
                kind: .badInput)
        }
        return HistoryCursor(
            completedAt: Date(timeIntervalSince1970: Double(milliseconds) / 1000), id: id)
    }
}
