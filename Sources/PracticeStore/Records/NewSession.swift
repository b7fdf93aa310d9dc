import Foundation
import Scoring

/// A practice attempt, as it starts.
public struct NewSession: Sendable, Hashable {
    /// The row's identifier. Made by the caller, so that asking twice cannot make two sessions.
    public var id: UUID
    /// Whose attempt it is.
    public var userID: UUID
    /// The lesson it belongs to.
    public var lessonID: UUID?
    /// How it is to be compared.
    public var mode: PracticeMode
    /// Summary statistics, a reference to media, or a short attempt itself: a JSON object or array, 64 KiB at
    /// most, and on PostgreSQL also as it spells it, with a blank after each colon and comma.
    public var rawMetrics: String?
    /// The landmarks, kept as a media asset of the user.
    public var media: NewMedia?
    /// When the attempt began.
    public var startedAt: Date

    /// A session of the given parts.
    public init(
        id: UUID = UUID(), userID: UUID = Learner.local, lessonID: UUID? = nil, mode: PracticeMode,
        rawMetrics: String? = nil, media: NewMedia? = nil, startedAt: Date
    ) {
        self.id = id
        self.userID = userID
        self.lessonID = lessonID
        self.mode = mode
        self.rawMetrics = rawMetrics
        self.media = media
        self.startedAt = startedAt
    }
}
