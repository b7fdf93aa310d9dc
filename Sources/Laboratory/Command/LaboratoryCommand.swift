import ArgumentParser
import Scoring
import Signify

/// The program `signify-laboratory`: measures the engine, learns its constants from takes, and writes the
/// fixtures.
@main
struct LaboratoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-laboratory",
        abstract: "Measure scores, modes and corrections; learn constants from takes; write the fixtures.",
        version: ScoringSignature.current,
        subcommands: [
            Report.self, Modes.self, Faults.self, Harms.self, Corrections.self, Learn.self,
            WriteFixtures.self,
        ],
        defaultSubcommand: Report.self)

    static func main() {
        StandardStreams.secure()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Program.end(error) { if exitCode(for: $0) != .failure { exit(withError: $0) } }
        }
    }
}
