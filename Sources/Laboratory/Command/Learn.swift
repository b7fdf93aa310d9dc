import ArgumentParser
import Evaluation
import Foundation

/// `signify-laboratory learn`.
struct Learn: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn the constants of scoring from folders of takes, as Swift source.",
        discussion: """
            Writes LearnedConstants.swift. Build and run it a second time: the typical distances depend on the \
            previous ones, and settle in the second run.

            Example:
              signify-laboratory learn takes more-takes --form untidy-takes --out Sources/Scoring/LearnedConstants.swift
            """)

    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Option(
        help: "Further folders of takes for the tolerances of form.", completion: .directory)
    var form: [String] = []

    @Option(help: "The file to write.", completion: .file(extensions: ["swift"]))
    var out: String

    @OptionGroup var judges: JudgingNetworks

    func run() throws {
        let file = try LearnedFile(
            SignerSplits(EvaluationFolders.read(folders), networks: judges.networks()),
            formOnly: form.isEmpty ? [] : EvaluationFolders.read(form))
        try Data(file.text.utf8).write(to: URL(filePath: out), options: .atomic)
        print("Wrote \(out)")
    }
}
