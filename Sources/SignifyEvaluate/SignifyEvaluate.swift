import ArgumentParser

/// The command `signify-evaluate`.
@main
struct SignifyEvaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-evaluate",
        abstract: "Measure scores, sentence and freestyle mode, and corrections; learn from takes.",
        subcommands: [Report.self, Modes.self, Faults.self, Harms.self, Corrections.self, Learn.self],
        defaultSubcommand: Report.self)
}
