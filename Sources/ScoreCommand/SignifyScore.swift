import ArgumentParser
import CPlatform
import Signify

/// The command `signify-score`.
@main
struct SignifyScore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-score",
        abstract: "Score recordings of a sign against reference signs, and say what to change.",
        discussion: """
            A recording is MediaPipe's landmarks of a video: JSON, NDJSON, .pose, .npy or CSV, told apart by \
            content. A practice store keeps scores and feedback; the default one is filled with 20 reference signs on \
            first use.

            Examples:
              signify-score attempt.json --ref HELLO         score it
              signify-score attempt.json --ref HELLO --json  score it, print JSON
              signify-score attempt.json --ref ALL           rank every sign
              signify-score attempt.json --ref "HELLO,YOU"   score a sentence
              signify-score freestyle evening.json           spot signs, with their times
              signify-score refs add TEA takes/*.pose        add a reference sign
              signify-score history                          list scored attempts

            Exit status: 0 scored (passed or not), 64 wrong use, 65 bad input, 69 a store that cannot be used now, 70 a \
            fault of the program or of the store's file, 74 a read or a write that failed, 77 a database role without \
            the right. The program signify-worker scores attempts that wait in a PostgreSQL store.
            """,
        version: ScoringSignature.current,
        subcommands: [
            Score.self, Freestyle.self, References.self, History.self, Convert.self, Inspect.self,
            Matrix.self,
        ],
        defaultSubcommand: Score.self)

    static func main() {
        // The longest common recording, its landmarks and the references to score it by.
        heap_take_large_pages(32 << 20)
        Program.main(parse: { try parseAsRoot() }, run: { try $0.run() }) {
            if exitCode(for: $0) != .failure { exit(withError: $0) }
        }
    }
}
