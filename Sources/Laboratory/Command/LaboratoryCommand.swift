import ArgumentParser
import Scoring
import Signify

/// The program `signify-laboratory`: measures the engine, learns its constants from takes, and writes
/// clips to learn from, large stores and the fixtures.
@main
struct LaboratoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-laboratory",
        abstract:
            "Measure scores, modes and corrections; learn constants from takes; write clips, stores and fixtures.",
        version: ScoringSignature.current,
        subcommands: [
            Report.self, Growth.self, Modes.self, Faults.self, Harms.self, Corrections.self, Learn.self,
            Clips.self, LargeLibrary.self, WriteFixtures.self,
        ],
        defaultSubcommand: Report.self)

    static func main() {
        Program.main(parse: { try parseAsRoot() }, run: { try $0.run() }) {
            if exitCode(for: $0) != .failure { exit(withError: $0) }
        }
    }
}
