import ArgumentParser
import FeedbackTrials

@main
struct FeedbackTrialsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signify-feedback-trials",
        abstract: "Measure whether corrections are right, on attempts whose faults are known.")

    @Option(help: "Seeds of the synthetic attempts.")
    var seeds: [UInt64] = [1]

    @Option(help: "Take every n-th sign and signer only.")
    var stride = 1

    @Option(help: "List the attempts of these rows, in full.")
    var list: [String] = []

    @Flag(help: "List only attempts that were misled or not named.")
    var worst = false

    @Option(help: "Folders of recorded takes, <signer>/<SIGN>/<number>.npy, to count corrections on.")
    var recorded: [String] = []

    @Flag(help: "Leave out the synthetic attempts.")
    var recordedOnly = false

    func run() async throws {
        if !recordedOnly {
            let library = try TrialLibrary()
            var outcomes: [TrialOutcome] = []
            for seed in seeds {
                let trials =
                    FaultTrial.clean(seed: seed) + FaultTrial.clean(seed: seed, row: .cleanOneReference)
                    + FaultTrial.faulty(seed: seed, stride: stride)
                outcomes += try await TrialOutcome.all(trials, library: library)
            }
            for outcome in outcomes where list.contains(where: outcome.row.rawValue.hasPrefix) {
                if worst, !outcome.isMisled, outcome.isFound || outcome.row.isClean { continue }
                print(
                    "\(outcome.isMisled ? "MISLED" : outcome.isFound ? "named" : "-")  \(outcome.name)  "
                        + "\(outcome.score.map { "\($0)" } ?? "")\n      \(outcome.summary)")
                for warning in outcome.warnings { print("      Note: \(warning)") }
            }
            print(TrialTable(outcomes))
        }
        for folder in recorded {
            let takes = try RecordedTakes(folder: folder)
            for scope in RecordedTakes.Scope.allCases {
                let outcomes = try takes.outcomes(scope)
                let corrected = outcomes.filter { !$0.feedback.moments.isEmpty }
                let refused = outcomes.filter { $0.feedback.moments.isEmpty && $0.feedback.strengths.isEmpty }
                print(
                    "\(folder), \(scope.rawValue): \(outcomes.count) attempts, \(corrected.count) corrected, "
                        + "\(refused.count) with no strength and no correction")
                guard list.contains("recorded") else { continue }
                for outcome in outcomes {
                    print("  \(outcome.name) \(outcome.feedback.score): \(outcome.feedback.summary)")
                    for warning in outcome.feedback.quality.warnings { print("      Note: \(warning)") }
                }
            }
        }
    }
}
