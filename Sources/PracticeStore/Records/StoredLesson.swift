import Foundation

/// A row of `lessons`.
public struct StoredLesson: Sendable, Hashable, Identifiable {
    /// The row's identifier.
    public let id: UUID
    /// The lesson.
    public let lesson: Lesson
    /// When it was first saved.
    public let createdAt: Date
    /// When it last changed.
    public let updatedAt: Date
}
