import ArgumentParser
import Evaluation
import Foundation

/// `signify-laboratory report`, the default.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well scores separate right signs from wrong ones (the default).",
        discussion: """
            Takes 00 to 03 of a signer's sign are one reference; later takes are attempts. The figures to report are \
            those by a metric learned from other signers; with --out, they are also written as a CSV for the judge.

            Example:
              signify-laboratory takes more-takes --networks .build/learning/folds --out evaluation
            """)

    @OptionGroup var judged: JudgedFolders

    @Option(help: "A folder for the reports and for the CSV files, <set>.csv.", completion: .directory)
    var out: String?

    func run() throws {
        let splits = try judged.splits(withControls: true)
        for entry in splits.entries {
            let report = try EvaluationReport(entry, of: splits)
            print(report.text)
            guard let out else { continue }
            let folder = URL(filePath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let files = [("csv", report.scores.csv), ("txt", report.text)]
            for (ending, text) in files {
                try Data(text.utf8).write(
                    to: folder.appending(path: "\(entry.name).\(ending)"), options: .atomic)
            }
        }
    }
}
