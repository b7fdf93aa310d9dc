import CPlatform
import Foundation

/// The main function of every command-line program.
package enum Program {
    /// Takes the heap of a process that lives for one recording in large pages; call it first.
    package static func takeLargePages() {
        // Room for a long recording, its landmarks and its reference signs.
        heap_take_large_pages(32 << 20)
    }

    /// Parses the arguments and runs the command. An error becomes one line on standard error and ends the
    /// process with the status of its kind.
    ///
    /// - Parameter parser: ends the process for an error of the argument parser (help, the version, wrong
    ///   arguments), and returns for every other error.
    package static func main<Command>(
        parse: () throws -> Command, run: (inout Command) throws -> Void, parser: (any Error) -> Void
    ) {
        StandardStreams.secure()
        do {
            var command = try parse()
            try run(&command)
        } catch let ended as Ended {
            exit(ended.kind.exitStatus)
        } catch {
            parser(error)
            let failure = AnalysisFailure(error)
            report(failure)
            exit(failure.kind.exitStatus)
        }
    }

    /// Ends the process without a line: the failure is already reported, or the reader of the output has
    /// closed it.
    package struct Ended: Error {
        let kind: AnalysisFailure.Kind

        package init(_ kind: AnalysisFailure.Kind) { self.kind = kind }
    }

    /// Writes the program's name and the failure's line to standard error.
    package static func report(_ failure: AnalysisFailure) {
        let program = CommandLine.arguments.first?.split(separator: "/").last ?? "signify"
        StandardStreams.note("\(program): \(failure.line)")
    }
}
