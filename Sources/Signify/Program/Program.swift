import Foundation

/// The end of a command-line program that has no result to print.
package enum Program {
    /// Ends the process for `error`: its line on standard error, after the program's name, and the status of its kind.
    ///
    /// - Parameter parser: ends the process itself where the error is the argument parser's: help, the version, wrong
    ///   arguments.
    package static func end(_ error: any Error, parser: (any Error) -> Void) -> Never {
        if let ended = error as? Ended { exit(ended.kind.exitStatus) }
        parser(error)
        let failure = AnalysisFailure(error)
        report(failure)
        exit(failure.kind.exitStatus)
    }

    /// An end whose reason has been told already, or that nobody is left to be told.
    package struct Ended: Error {
        let kind: AnalysisFailure.Kind

        /// An end with the status of `kind`.
        package init(_ kind: AnalysisFailure.Kind) { self.kind = kind }
    }

    /// Writes a failure's line to standard error, after the program's name.
    package static func report(_ failure: AnalysisFailure) {
        let program = CommandLine.arguments.first?.split(separator: "/").last ?? "signify"
        StandardStreams.note("\(program): \(failure.line)")
    }
}
