import ArgumentParser
import Signify

@main
struct SignifyScore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-score",
        abstract: "Score recordings of signs against reference signs, with corrections.",
        discussion: """
            A recording is MediaPipe landmarks of a video: JSON, NDJSON, .pose, .npy or CSV, detected from \
            the content. A practice store keeps scores and feedback; the default store gets 20 reference \
            signs on first use.

            Examples:
              signify-score attempt.json --ref HELLO         score it
              signify-score attempt.json --ref HELLO --json  score it, print JSON
              signify-score attempt.json --ref ALL           rank every sign
              signify-score attempt.json --ref "HELLO,YOU"   score a sentence
              signify-score freestyle evening.json           spot signs, with their times
              signify-score refs add TEA takes/*.pose        add a reference sign
              signify-score history                          list scored attempts

            Exit status: 0 scored (passed or not), 64 wrong use, 65 bad input, 69 unavailable store, 70 \
            fault of the program or of the store's file, 74 failed read or write, 77 database role without \
            the required right. The program signify-worker scores the waiting attempts of a PostgreSQL \
            store.
            """,
        version: ScoringSignature.current,
        subcommands: [
            Score.self, Freestyle.self, References.self, History.self, Convert.self, Inspect.self,
            Matrix.self,
        ],
        defaultSubcommand: Score.self)

    static func main() {
        Program.takeLargePages()
        Program.main(parse: { try parseAsRoot() }, run: { try $0.run() }) {
            if exitCode(for: $0) != .failure { exit(withError: $0) }
        }
    }
}
