import ArgumentParser
import Evaluation
import Foundation

/// `signify-laboratory learn`.
struct Learn: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn the constants of scoring from folders of takes, as Swift source.",
        discussion: """
            Writes LearnedConstants.swift: metric and thresholds from the folders, the tolerances of form from the \
            untidy ones too. Build and run it a second time: the typical distances depend on the previous ones, and \
            settle in the second run.

            Example:
              signify-laboratory learn takes more-takes --untidy untidy-takes --networks .build/learning/folds \
                --out Sources/Scoring/LearnedConstants.swift
            """)

    @OptionGroup var judged: JudgedFolders

    @Option(help: "The file to write.", completion: .file(extensions: ["swift"]))
    var out: String

    func run() throws {
        let file = try LearnedFile(judged.splits())
        try Data(file.text.utf8).write(to: URL(filePath: out), options: .atomic)
        print("Wrote \(out)")
    }
}
