import Foundation

/// A place in a history: everything older than one entry. New attempts do not move it.
public struct HistoryCursor: Sendable, Hashable, Codable {
    public var completedAt: Date
    /// The session, which orders the entries of one instant.
    public var id: UUID

    public init(completedAt: Date, id: UUID) {
        self.completedAt = completedAt
        self.id = id
    }
}
