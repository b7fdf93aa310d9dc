import PracticeAnalysis

/// Why a program ends without its result: one line for standard error, and the exit status.
package struct CommandFailure: Error {
    /// What is wrong and how to mend it, without the program's name; `nil` where every line was said already.
    package let line: String?
    /// As in `sysexits.h`.
    package let status: Int32

    /// Bad input: `EX_DATAERR`.
    package static let badInput: Int32 = 65
    /// A server that does not answer: `EX_UNAVAILABLE`.
    package static let unavailable: Int32 = 69
    /// Output that cannot be written: `EX_IOERR`.
    package static let cannotWrite: Int32 = 74
    /// A role without the right: `EX_NOPERM`.
    package static let notPermitted: Int32 = 77

    /// Some of many inputs were bad, and each had its line.
    package static let reported = CommandFailure(line: nil, status: badInput)

    /// A failure of its parts.
    package init(line: String?, status: Int32) {
        self.line = line
        self.status = status
    }

    /// The failure that `error` is, at the input `place`.
    package init(_ error: any Error, at place: String? = nil) {
        if let failure = error as? CommandFailure {
            self = failure
            return
        }
        let failure = AnalysisFailure(error, at: place.map(Self.name))
        line = failure.line
        status =
            switch failure.kind {
            case .io: Self.cannotWrite
            case .unavailable: Self.unavailable
            case .denied: Self.notPermitted
            case .badInput, .notFound, .fault: Self.badInput
            }
    }

    /// Says the line, after the program's name.
    package func report() {
        guard let line else { return }
        let program = CommandLine.arguments.first?.split(separator: "/").last ?? "signify"
        StandardStreams.note("\(program): \(line)")
    }

    /// A path as a message names it.
    package static func name(of path: String) -> String { path == "-" ? "standard input" : path }
}
