import ArgumentParser
import Signify

struct References: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refs",
        abstract: "List, add and remove reference signs.",
        discussion: """
            A reference sign is one or more takes of a sign, preferably by several signers.

            Examples:
              signify-score refs list
              signify-score refs add TEA tea-1.json tea-2.json --signer anna
              signify-score refs add --folder takes --takes 00-03
            """,
        subcommands: [
            ListReferences.self, AddReferences.self, ShowReference.self, RemoveReference.self,
            CalibrateReferences.self, ShipReferences.self,
        ])
}
