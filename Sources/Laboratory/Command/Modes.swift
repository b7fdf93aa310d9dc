import ArgumentParser
import Evaluation
import Foundation
import Scoring
import Signify
import Trials

/// `signify-laboratory modes`.
struct Modes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure sentence and freestyle mode on recordings with known signs.",
        discussion: """
            Without a folder, the sentences are synthetic, by people without references. With folders of takes, each \
            signer's takes from 04 on are joined end to end, against the same signer's takes 00 to 03: once as they \
            are, and once with a third of a second interpolated between two.

            Columns of sentence mode: signs; share of boundaries within 0.15 s; share of signs with both; median, \
            90th and 95th percentile of the boundary error; median error of starts and of ends; share of signs \
            reported as missing or swapped; signs wrongly reported as added; mean score; missing, added, swapped: \
            share of sentences, requested with a sign too many, too few or exchanged, in which only this is named. \
            Columns of freestyle mode: precision, recall, F1 (right gloss, temporal IoU ≥ 0.5); share of signs with \
            an occurrence whose middle is inside the true time; seconds from a sign's end until it is returned \
            (median, 95th percentile); false alarms a minute.

            Examples:
              signify-laboratory modes
              signify-laboratory modes recordings --troubles
            """)

    @Argument(help: "Folders of takes.", completion: .directory)
    var folders: [String] = []

    @Option(help: "The number of synthetic sentences, 1 to 10000.")
    var sentences = 120

    @Option(help: "The seed of the sentences.")
    var seed: UInt64 = 1

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Also list the errors of each recording on standard error.")
    var troubles = false

    func validate() throws {
        guard (1...10_000).contains(sentences) else {
            throw ValidationError("--sentences is a number from 1 to 10000.")
        }
    }

    func run() throws {
        let sets = try folders.isEmpty ? [synthetic()] : joined()
        if troubles { for set in sets { set.evaluation.troubles.forEach(EvaluationFolders.note) } }
        guard json else {
            let rows = sets.map { $0.evaluation.report.row($0.name) }
            return print(([SequenceReport.header] + rows).joined(separator: "\n"))
        }
        let reports = Dictionary(sets.map { ($0.name, $0.evaluation.report) }) { first, _ in first }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        print(String(decoding: try encoder.encode(reports), as: UTF8.self))
    }

    private typealias Evaluated = (name: String, evaluation: SequenceEvaluation)

    private func synthetic() throws -> Evaluated {
        let models = try TrialLibrary().signs.map { SignModel($0) }
        let trials = SequenceTrial.synthetic(count: sentences, seed: seed)
        return ("synthetic", try SequenceEvaluation(trials, models: models))
    }

    private func joined() throws -> [Evaluated] {
        try folders.map { (URL(filePath: $0).lastPathComponent, try TakeFolder($0)) }.flatMap {
            name, folder in
            let takes = JoinedTakes(folder.takes)
            return try [("cut", 0), ("blended", 10)].map { kind, frames in
                let parts = try takes.signers.map { signer in
                    try SequenceEvaluation(
                        takes.trials(of: signer, transition: frames, seed: seed),
                        models: takes.models(of: signer))
                }
                return ("\(name), \(kind)", SequenceEvaluation(parts))
            }
        }
    }
}
