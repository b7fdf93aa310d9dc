import ArgumentParser
import Evaluation
import Trials
import Foundation

/// `signify-laboratory corrections`.
struct Corrections: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the accuracy of corrections on attempts with known faults.",
        discussion: """
            The synthetic signer makes attempts with one fault each, against references by other people. The table \
            has a row for each kind of fault: the attempts whose fault is named, right in channel, body part and \
            direction, and the attempts with a wrong correction. For folders of takes, whose attempts are assumed \
            to be right, it counts the corrected attempts.

            Example:
              signify-laboratory corrections takes --seeds 4001 --seeds 4002
            """)

    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Option(help: "Seeds of the synthetic attempts.")
    var seeds: [UInt64] = [1]

    @Option(help: "Use only every n-th sign and signer.")
    var stride = 1

    @Option(help: "List the attempts of these rows in full; \"recorded\" lists those of folders.")
    var list: [String] = []

    @Flag(help: "List only attempts that are misled or whose fault is not named.")
    var worst = false

    func validate() throws {
        guard stride >= 1 else { throw ValidationError("--stride is a number from 1.") }
    }

    func run() throws {
        // Errors of a folder are reported before a minute of trials.
        var recorded: [SignerSplits.Entry] = []
        if !folders.isEmpty { recorded = try EvaluationFolders.read(folders) }
        let library = try TrialLibrary()
        var outcomes: [TrialOutcome] = []
        for seed in seeds {
            let trials =
                FaultTrial.clean(seed: seed) + FaultTrial.clean(seed: seed, row: .cleanOneReference)
                + FaultTrial.faulty(seed: seed, stride: stride)
            outcomes += try TrialOutcome.all(trials, library: library)
        }
        for outcome in outcomes where list.contains(where: outcome.row.rawValue.hasPrefix) {
            if worst, !outcome.isMisled, outcome.isFound || outcome.row.isClean { continue }
            print(
                "\(outcome.isMisled ? "MISLED" : outcome.isFound ? "named" : "-")  \(outcome.name)  "
                    + "\(outcome.score.map { "\($0)" } ?? "")\n      \(outcome.summary)")
            for warning in outcome.warnings { print("      Note: \(warning)") }
        }
        print(TrialTable(outcomes))
        for entry in recorded {
            let corrections = RecordedCorrections(entry.takes)
            for scope in RecordedCorrections.Scope.allCases {
                try count(corrections.outcomes(scope), named: "\(entry.name), \(scope.rawValue)")
            }
        }
    }

    private func count(_ outcomes: [RecordedCorrections.Outcome], named name: String) {
        let corrected = outcomes.filter { !$0.feedback.moments.isEmpty }
        let refused = outcomes.filter { $0.feedback.moments.isEmpty && $0.feedback.strengths.isEmpty }
        print(
            "\(name): \(outcomes.count) attempts, \(corrected.count) corrected, "
                + "\(refused.count) with no strength and no correction")
        guard list.contains("recorded") else { return }
        for outcome in outcomes {
            print("  \(outcome.name) \(outcome.feedback.score): \(outcome.feedback.summary)")
            for warning in outcome.feedback.quality.warnings { print("      Note: \(warning)") }
        }
    }
}
