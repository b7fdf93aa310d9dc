import Signify

extension ScoringFault {
    /// The fault of an attempt that no try can score; `nil` for a temporary error, such as an unreachable
    /// store.
    init?(_ error: any Error) {
        let failure = AnalysisFailure(error)
        switch error {
        case is LandmarkError:
            self.init(.unreadableRecording, code: "unreadable", message: failure.line)
        case is ScoringError:
            self.init(.uncomparableRecording, code: "unscorable", message: failure.line)
        case is TaskError: self.init(.missingTask, code: "no_task", message: failure.line)
        case StoreError.notFound(.sign):
            self.init(.missingReference, code: "unknown_sign", message: failure.line)
        case StoreError.refused(table: "reference_signs", column: _, reason: _):
            self.init(.missingTask, code: "no_task", message: failure.line)
        case StoreError.notFound(.media), StoreError.refused:
            self.init(.missingRecording, code: "no_recording", message: failure.line)
        case is StoreError: return nil
        default:
            // Errors of RecordingCheck and SigningSpace, whose types Signify does not re-export.
            guard failure.kind == .badInput else { return nil }
            self.init(.unscorable, code: "unscorable", message: failure.line)
        }
    }

    /// A fault whose advice has a code.
    private init(_ advice: MessageCode, code: String, message: String) {
        let messages = [Message(advice)]
        self.init(summary: Catalogue.of(.usual).text(messages), messages, code: code, message: message)
    }

    /// The fault of a recording whose upload was not completed in time.
    static func lateRecording(_ line: String) -> ScoringFault {
        ScoringFault(.missingRecording, code: "no_recording", message: line)
    }

    /// The fault of a recording that is too large to be read.
    static func oversizedRecording(_ line: String) -> ScoringFault {
        ScoringFault(.unreadableRecording, code: "too_large", message: line)
    }

    /// The fault of an attempt after its last try; `last` is the failure of that try, `nil` where the worker
    /// was killed.
    static func tooManyTries(_ tries: Int, last: String?) -> ScoringFault {
        ScoringFault(
            .unscorable, code: "too_many_tries",
            message: "\(tries) tries failed"
                + (last.map { "; the last failure is: \($0)" } ?? " without an error"))
    }
}
