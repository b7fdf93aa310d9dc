import Landmarks
import PracticeAnalysis
import PracticeStore
import RecordingCheck
import Scoring
import SigningSpace

extension ScoringFault {
    /// The fault of an attempt that cannot be scored as it is; `nil` for an error that may pass, such as a store that is
    /// not to be reached.
    init?(_ error: any Error) {
        let failure = AnalysisFailure(error)
        switch error {
        case is LandmarkError:
            self.init(
                summary: "This recording could not be read. Record the sign again.", code: "unreadable",
                message: failure.line)
        case is SigningSpaceError, is RecordingFault:
            self.init(
                summary: "This recording could not be scored: \(failure.line).", code: "unscorable",
                message: failure.line)
        case is ScoringError:
            self.init(
                summary: "This recording could not be compared with the sign. Record it again.",
                code: "unscorable", message: failure.line)
        case StoreError.notFound(.sign):
            self.init(
                summary: "There is no recording of this sign to compare with yet. Try another exercise.",
                code: "unknown_sign", message: failure.line)
        case StoreError.refused(table: "reference_signs", column: _, reason: _):
            self.init(summary: Self.withoutTask, code: "no_task", message: failure.line)
        case StoreError.notFound(.media), StoreError.refused:
            self.init(
                summary: "The recording of this attempt is missing. Record the sign again.",
                code: "no_recording", message: failure.line)
        default: return nil
        }
    }

    private static let withoutTask =
        "This exercise does not say which sign to compare with, so it has no score."

    /// An attempt that says neither by its lesson nor by itself what it is to be compared with.
    static func noTask(_ mode: PracticeMode, signs: Int) -> ScoringFault {
        ScoringFault(
            summary: withoutTask,
            code: "no_task",
            message:
                "a \(mode.rawValue) attempt needs \(mode == .word ? "one sign" : "two signs or more"), and has \(signs); "
                + "name them in lesson_signs, or in raw_metrics as \"signs\"")
    }

    /// An attempt whose tries ended without a word, or with the same failure again and again.
    static func tooManyTries(_ tries: Int, last: String?) -> ScoringFault {
        ScoringFault(
            summary: "This recording could not be scored. Record the sign again.", code: "too_many_tries",
            message: "\(tries) tries failed"
                + (last.map { ", the last of them with: \($0)" } ?? " without a word"))
    }
}
