import ArgumentParser
import Foundation

extension ParsableCommand {
    /// What a program does: runs the command that its arguments name. A failure ends the process with its line and status, and
    /// help, the version and wrong use with the parser's own.
    package static func runAsProgram() {
        StandardStreams.secure()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            failure.report()
            Foundation.exit(failure.status)
        } catch {
            exit(withError: error)
        }
    }
}
