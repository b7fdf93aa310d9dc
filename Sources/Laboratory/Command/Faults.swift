import Alignment
import ArgumentParser
import Evaluation
import Foundation
import Scoring
import Signify
import Trials

/// `signify-laboratory faults`.
struct Faults: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure whether scores fall with the size of a fault, on real takes with inserted faults.",
        discussion: """
            Takes 00 to 03 of a sign are its references: first the signer's own, then those of all others. Every \
            later take is scored as it is and with each fault at each size. The table has the fall of the score, the \
            share that passes, and the share whose first correction names the fault's channel.

            Example:
              signify-laboratory faults takes more-takes
            """)

    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Flag(help: "List each attempt that passes with a fault, or is corrected or fails without one.")
    var list = false

    func run() throws {
        for folder in folders {
            let trials = GradedTrials(try TakeFolder(folder))
            for scope in GradedTrials.Scope.allCases {
                let outcomes = try trials.faults(scope)
                guard !outcomes.isEmpty else { continue }
                print(
                    "\(URL(filePath: folder).lastPathComponent), \(scope.rawValue)\n\n\(GradedTable(outcomes))\n"
                )
                if list { outcomes.forEach(show) }
            }
        }
    }

    private func show(_ outcome: GradedTrials.Outcome) {
        guard let feedback = outcome.feedback else { return }
        let isClean = outcome.kind == .none
        guard isClean ? !feedback.passed || feedback.score < ScoreCurve.good : feedback.passed else { return }
        let take = outcome.attempt
        print(
            "\(take.signer) \(take.sign) \(take.name), \(outcome.kind.name): \(feedback.score) "
                + feedback.channels.sorted { $0.key < $1.key }.map {
                    "\($0.key) \($0.value.score.map { "\($0)" } ?? "-")"
                }
                .joined(separator: ", ") + "\n    \(feedback.summary)")
    }
}
