import Signify

extension ScoringFault {
    /// The fault of an attempt that no try can score; `nil` for a temporary error, such as an unreachable
    /// store.
    init?(_ error: any Error) {
        let failure = AnalysisFailure(error)
        switch error {
        case is LandmarkError:
            self.init(
                summary: "This recording could not be read. Record the sign again.", code: "unreadable",
                message: failure.line)
        case is ScoringError:
            self.init(
                summary: "This recording could not be compared with the sign. Record it again.",
                code: "unscorable", message: failure.line)
        case is TaskError: self.init(summary: Self.withoutTask, code: "no_task", message: failure.line)
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
        case is StoreError: return nil
        default:
            // Errors of RecordingCheck and SigningSpace, whose types Signify does not re-export.
            guard failure.kind == .badInput else { return nil }
            self.init(
                summary: "This recording could not be scored: \(failure.line).", code: "unscorable",
                message: failure.line)
        }
    }

    private static let withoutTask =
        "This exercise does not name a sign to compare with, so the attempt has no score."

    /// The fault of an attempt after its last try; `last` is the failure of that try, `nil` where the worker
    /// was killed.
    static func tooManyTries(_ tries: Int, last: String?) -> ScoringFault {
        ScoringFault(
            summary: "This recording could not be scored. Record the sign again.", code: "too_many_tries",
            message: "\(tries) tries failed"
                + (last.map { "; the last failure is: \($0)" } ?? " without an error"))
    }
}
