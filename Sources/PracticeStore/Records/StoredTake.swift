import Foundation

/// An enrolled recording of a sign.
public struct StoredTake: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// The recording and what is known of it.
    public let take: NewReferenceTake
    /// When it was enrolled.
    public let createdAt: Date
}
