import Foundation
import Landmarks
import PracticeStore
import Scoring

extension NewSession {
    /// The session of a recording that was just scored.
    init(_ recording: Recording, mode: PracticeMode, lesson: UUID? = nil, startedAt: Date) throws {
        self.init(
            lessonID: lesson, mode: mode, rawMetrics: try JSONText.line(RecordingSummary(recording)),
            media: NewMedia(
                name: recording.mediaName, landmarks: Data(try recording.clip.poseFile()),
                durationSeconds: recording.duration),
            startedAt: startedAt)
    }
}
