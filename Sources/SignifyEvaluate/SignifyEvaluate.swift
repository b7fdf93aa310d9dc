import ArgumentParser
import Evaluation
import Foundation
import Scoring

/// The command `signify-evaluate`.
@main
struct SignifyEvaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-evaluate",
        abstract: "Measure how well scores tell signs apart, and learn from takes.",
        subcommands: [Report.self, Learn.self], defaultSubcommand: Report.self)
}
