import Foundation
import Signify

/// Scores one claimed attempt: from its row to its feedback.
struct AttemptScoring: Sendable {
    let queue: ScoringQueue
    let shelf: ReferenceShelf
    let figures: WorkerFigures

    /// What becomes of an attempt. Nothing is written.
    func outcome(of claim: ScoringClaim) -> AttemptOutcome {
        do {
            guard let attempt = try figures.time(.fetch, { () throws in try queue.attempt(claim) }) else {
                return .gone
            }
            return .scored(try feedback(on: attempt))
        } catch {
            if let fault = ScoringFault(error) { return .poisoned(fault) }
            let failure = AnalysisFailure(error)
            return failure.kind == .unavailable ? .interrupted(failure.line) : .failed(failure.line)
        }
    }

    private func feedback(on attempt: QueuedAttempt) throws -> Feedback {
        let (bytes, lesson) = try figures.time(.fetch) { () throws in
            (try queue.landmarks(of: attempt), try attempt.lessonID.map { id in try queue.lesson(id: id) })
        }
        let signs = lesson.map(\.signs) ?? RequestedSigns.of(rawMetrics: attempt.rawMetrics)
        let task: PracticeTask
        do {
            task = try shelf.library().task(SignList(signs), as: attempt.mode)
        } catch StoreError.notFound(.sign) {
            // It may have been enrolled since.
            task = try shelf.latest().task(SignList(signs), as: attempt.mode)
        }
        let recording = try figures.time(.parse) { () throws in
            try bytes.bytes.withUnsafeBytes { try Recording($0.bytes, name: "attempt") }
        }
        return try figures.time(.score) { () throws in
            try task.feedback(on: recording, passingScore: lesson?.passingScore ?? Feedback.usualPassingScore)
        }
    }
}
