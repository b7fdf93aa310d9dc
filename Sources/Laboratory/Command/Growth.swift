import ArgumentParser
import Evaluation
import Foundation
import Signify

/// `signify-laboratory growth`.
struct Growth: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how errors change with signers, signs and conditions.",
        discussion: """
            Attempts are compared with other people's takes only, by a metric learned from other signers. Three tables: \
            errors and first ranks by 1, 2, 4 and 8 signers of a sign, for signs with enough signers; the rank of the \
            right sign by the size of a library that has each gloss of all folders once, and random signs beyond them; and the right attempts that \
            fail by tempo, lost hands, handedness and camera angle, beside the mean. With --out, each is also written \
            as a CSV: growth-signers.csv, growth-signs.csv, growth-conditions.csv.

            Example:
              signify-laboratory growth takes more-takes --networks .build/learning/folds --out evaluation
              signify-laboratory growth takes --random-signs 1000
            """)

    @OptionGroup var judged: JudgedFolders

    @Option(
        help: """
            The number of random signs, 0 to 10000, each by four random people, that make the largest libraries. They \
            stand for signs that nobody recorded; more take minutes.
            """)
    var randomSigns = 0

    @Option(
        help: "The seed of the random signs: another one than that of the signs that networks learned from.")
    var seed: UInt64 = 2

    @Option(help: "A folder for the CSV files.", completion: .directory)
    var out: String?

    func run() throws {
        guard (0...10_000).contains(randomSigns) else {
            throw AnalysisFailure(
                "--random-signs is \(randomSigns); give a number from 0 to 10000", kind: .wrongUse)
        }
        let report = try GrowthReport(judged.splits(), random: RandomSigns(randomSigns, seed: seed))
        print(report.text)
        guard let out else { return }
        let folder = URL(filePath: out)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in report.files {
            try Data(file.text.utf8).write(to: folder.appending(path: file.name), options: .atomic)
        }
    }
}
