import ArgumentParser
import Evaluation
import PracticeAnalysis

/// Why the command ends without its result: one line for standard error, and the exit status.
struct CommandFailure: Error {
    /// What is wrong and how to mend it, without the command's name; `nil` where every line was said already.
    let line: String?
    /// As in `sysexits.h`.
    let status: Int32

    /// Bad input: `EX_DATAERR`.
    static let badInput: Int32 = 65
    /// A server that does not answer: `EX_UNAVAILABLE`.
    static let unavailable: Int32 = 69
    /// Output that cannot be written: `EX_IOERR`.
    static let cannotWrite: Int32 = 74
    /// A role without the right: `EX_NOPERM`.
    static let notPermitted: Int32 = 77

    /// Some of many inputs were bad, and each had its line.
    static let reported = CommandFailure(line: nil, status: badInput)

    init(line: String?, status: Int32) {
        self.line = line
        self.status = status
    }

    /// The failure that `error` is, at the input `place`.
    init(_ error: any Error, at place: String? = nil) {
        if let failure = error as? CommandFailure {
            self = failure
            return
        }
        let place = place.map(Self.name)
        if let error = error as? EvaluationError {
            line = place.map { "\($0): \(error)" } ?? error.description
            status = Self.badInput
            return
        }
        let failure = AnalysisFailure(error, at: place)
        line = failure.line
        status =
            switch failure.kind {
            case .io: Self.cannotWrite
            case .unavailable: Self.unavailable
            case .denied: Self.notPermitted
            case .badInput, .notFound, .fault: Self.badInput
            }
    }

    /// Says the line.
    func report() {
        if let line { StandardStreams.note("signify-score: \(line)") }
    }

    /// A path as a message names it.
    static func name(of path: String) -> String { path == "-" ? "standard input" : path }
}
