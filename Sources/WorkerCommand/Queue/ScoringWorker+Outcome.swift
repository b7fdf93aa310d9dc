import Foundation
import ObjectStorage
import Signify

extension ScoringWorker {
    /// Scores a claimed attempt of a batch. Writes nothing.
    func outcome(of claim: ScoringClaim, in batch: inout ClaimedBatch) -> AttemptOutcome {
        var language = Language.usual
        do {
            guard let attempt = try batch.attempt(claim) else { return .gone }
            language = attempt.language ?? .usual
            return .scored(try feedback(on: attempt, batch.landmarks(of: attempt)).worded(in: language))
        } catch let fault as StorageFault {
            return outcome(of: fault, in: language)
        } catch {
            if let fault = ScoringFault(error) { return .poisoned(fault.worded(in: language)) }
            let failure = AnalysisFailure(error)
            return failure.kind == .unavailable ? .interrupted(failure.line) : .failed(failure.line)
        }
    }

    private func outcome(of fault: StorageFault, in language: Language) -> AttemptOutcome {
        switch fault {
        case .missing: return .waiting(fault.description, patience: recordings?.patience)
        case .tooLarge: return .poisoned(.oversizedRecording(fault.description).worded(in: language))
        case .refused, .unavailable:
            logger.error("\(fault)")
            return .waiting(fault.description, patience: nil)
        }
    }

    private func feedback(on attempt: QueuedAttempt, _ landmarks: AttemptBytes) throws -> Feedback {
        let lesson = attempt.lesson
        let signs = SignList(lesson?.signs ?? Self.requestedSigns(attempt.rawMetrics))
        let task: PracticeTask
        do {
            task = try shelf.library().task(signs, as: attempt.mode)
        } catch StoreError.notFound(.sign) {
            // The sign may have been enrolled since the library was read.
            task = try shelf.latest().task(signs, as: attempt.mode)
        }
        let recording = try figures.time(.parse) { () throws in
            try landmarks.bytes.withUnsafeBytes { try Recording($0.bytes, name: "attempt") }
        }
        return try figures.time(.score) { () throws in
            try task.feedback(on: recording, passingScore: lesson?.passingScore ?? Feedback.usualPassingScore)
        }
    }

    /// The glosses that the `raw_metrics` of an attempt without a lesson name, as `{"signs": ["HELLO"]}`
    /// beside other keys; none for other documents.
    private static func requestedSigns(_ rawMetrics: String?) -> [String] {
        struct Request: Decodable { let signs: [String]? }
        guard let rawMetrics,
            let request = try? JSONDecoder().decode(Request.self, from: Data(rawMetrics.utf8))
        else { return [] }
        return request.signs ?? []
    }
}

/// The end of one try at a claimed attempt.
enum AttemptOutcome: Sendable {
    case scored(Feedback)
    /// No try can score it.
    case poisoned(ScoringFault)
    /// Another try may score it; the line is the failure.
    case failed(String)
    /// What it needs is not there yet: for `patience` at most, `nil` for as long as it takes. The line is the reason.
    case waiting(String, patience: Duration?)
    /// The store cannot be reached, which is no fault of the attempt; the line is the failure.
    case interrupted(String)
    /// The attempt is no longer in the queue.
    case gone
}
