import Foundation
import Landmarks
import PracticeStore
import Scoring

extension NewSession {
    /// The session of a recording: the landmarks as `.pose`, the ``RecordingDescription`` as `raw_metrics`.
    /// Linear in the frames.
    public init(
        _ recording: Recording, of userID: UUID = Learner.local, mode: PracticeMode, lesson: UUID? = nil,
        startedAt: Date
    ) throws {
        self.init(
            userID: userID, lessonID: lesson, mode: mode,
            rawMetrics: try JSONText.line(RecordingDescription(recording)),
            media: NewMedia(
                name: recording.mediaName, landmarks: Data(try recording.clip.poseFile()),
                durationSeconds: recording.duration),
            startedAt: startedAt)
    }
}
