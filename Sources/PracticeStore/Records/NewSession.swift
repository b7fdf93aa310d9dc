import Foundation
import Scoring

/// A practice attempt, as it starts.
public struct NewSession: Sendable, Hashable {
    /// Made by the caller, so that a repeated call cannot make a second session.
    public var id: UUID
    public var userID: UUID
    public var lessonID: UUID?
    public var mode: PracticeMode
    /// Summary statistics, a reference to media, or a short attempt itself: a JSON object or array of at most 64 KiB;
    /// on PostgreSQL in its own spelling too, which has a blank after each colon and comma.
    public var rawMetrics: String?
    /// The landmarks, kept as a media asset of the user.
    public var media: NewMedia?
    public var startedAt: Date
    /// The request that brought the attempt, for logs: 1 to 128 letters, digits, `.`, `_` and `-`.
    public var requestID: String?

    public init(
        id: UUID = UUID(), userID: UUID = Learner.local, lessonID: UUID? = nil, mode: PracticeMode,
        rawMetrics: String? = nil, media: NewMedia? = nil, startedAt: Date, requestID: String? = nil
    ) {
        self.id = id
        self.userID = userID
        self.lessonID = lessonID
        self.mode = mode
        self.rawMetrics = rawMetrics
        self.media = media
        self.startedAt = startedAt
        self.requestID = requestID
    }
}
