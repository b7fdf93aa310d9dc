import ArgumentParser
import Scoring
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
    /// A warning for signs whose takes do not show the differences between people; `nil` where there are none.
    ///
    /// - Parameter signs: each gloss with the number of signers of its takes.
    static func warning(_ signs: [(gloss: String, signers: Int)]) -> String? {
        let enough = SignCalibration.enoughSigners
        let few = signs.filter { $0.signers < enough }
        guard let first = few.first else { return nil }
        let others = few.count - 1
        let more = others > 0 ? " and \(others) more sign\(others == 1 ? "" : "s")" : ""
        return
            "\(first.gloss)\(more): fewer than \(enough) signers, so corrections are cautious and right attempts by "
            + "other people fail more often; add takes by others"
    }
}
