import Foundation

/// A place in a history: everything older than one entry. New attempts do not move it.
public struct HistoryCursor: Sendable, Hashable, Codable {
    /// When the entry was scored.
    public var completedAt: Date
    /// The entry's session, which orders the entries of one instant.
    public var id: UUID

    /// The place after the entry of these.
    public init(completedAt: Date, id: UUID) {
        self.completedAt = completedAt
        self.id = id
    }
}
