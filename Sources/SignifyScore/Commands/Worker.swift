import ArgumentParser
import Foundation
import FrontEnd

/// `signify-score worker`: the program `signify-worker`, in this one's place.
struct Worker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Score the attempts that wait in a PostgreSQL store, until told to stop.")

    @Argument(parsing: .captureForPassthrough, help: "As signify-worker --help has them.")
    var arguments: [String] = []

    func run() throws {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let worker = own.deletingLastPathComponent().appendingPathComponent("signify-worker").path
        // The same process goes on: who started it keeps its number for signals.
        var texts: [UnsafeMutablePointer<CChar>?] = ([worker] + arguments).map { strdup($0) }
        texts.append(nil)
        execv(worker, texts)
        let reason = String(cString: strerror(errno))
        throw CommandFailure(
            line:
                "\(worker) cannot be started: \(reason); build it with \"make command\" and keep it beside this program",
            status: CommandFailure.unavailable)
    }
}
