import ArgumentParser
import Evaluation
import Foundation
import Scoring

struct Report: ParsableCommand {
    @Argument var folders: [String]

    func run() throws {
        let splits = SignerSplits(try EvaluationFolders.read(folders))
        for entry in splits.entries {
            for split in SignerSplits.Split.allCases {
                guard let s = try splits.scores(entry, split) else { continue }
                let f = JudgeFigures(s.pairs)
                print(
                    entry.name, split.rawValue,
                    [f.within.auc, f.within.top1, f.across.auc, f.across.top1].map {
                        ($0 * 10000).rounded() / 10000
                    }, BalancedErrors([s]).equalError)
            }
        }
    }
}
