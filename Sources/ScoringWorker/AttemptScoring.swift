import Foundation
import Landmarks
import PracticeAnalysis
import PracticeStore
import Scoring

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
        } catch let fault as TaskFault {
            return .poisoned(fault.fault)
        } catch {
            if let fault = ScoringFault(error) { return .poisoned(fault) }
            let failure = AnalysisFailure(error)
            return failure.kind == .unavailable ? .interrupted(failure.line) : .failed(failure.line)
        }
    }

    /// A fault that no other layer's error says.
    private struct TaskFault: Error {
        let fault: ScoringFault
    }

    private func feedback(on attempt: QueuedAttempt) throws -> Feedback {
        let (bytes, lesson) = try figures.time(.fetch) { () throws in
            (try queue.landmarks(of: attempt), try attempt.lessonID.map { id in try queue.lesson(id: id) })
        }
        let signs = lesson.map(\.signs) ?? RequestedSigns.of(rawMetrics: attempt.rawMetrics)
        let task: PracticeTask
        do {
            task = try self.task(attempt.mode, signs, try shelf.library())
        } catch StoreError.notFound(.sign) {
            // It may have been enrolled since.
            task = try self.task(attempt.mode, signs, try shelf.latest())
        }
        let clip = try figures.time(.parse) { () throws in
            try LandmarkReader().read(InputBytes(Array(bytes.bytes)))
        }
        return try figures.time(.score) { () throws in
            try task.feedback(on: clip, passingScore: lesson?.passingScore ?? 70)
        }
    }

    /// The task of an attempt, in the mode that it was handed in with.
    private func task(_ mode: PracticeMode, _ signs: [String], _ library: SignLibrary) throws -> PracticeTask
    {
        let list = SignList(signs)
        switch (mode, list) {
        case (.freestyle, _): return try library.freestyle(list)
        case (.word, let list?) where signs.count == 1: return try library.task(list)
        case (.sentence, let list?) where signs.count > 1: return try library.task(list)
        default: throw TaskFault(fault: .noTask(mode, signs: signs.count))
        }
    }
}
