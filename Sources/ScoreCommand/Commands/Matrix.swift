import ArgumentParser
import Foundation
import Signify

struct Matrix: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Compare every attempt of a folder with every reference in it, as CSV.",
        discussion: """
            The layout is takes/<signer>/<SIGN>/<number>.npy, or <SIGN>/<number> for one signer; a take may \
            be a folder with one file per frame. Takes 00 to 03 of a sign by one signer are one reference; \
            each later take is an attempt, compared with all references. The score of a row is the negated \
            distance: higher is more similar. The file does not depend on the number of threads.

            Example:
              signify-score matrix recordings --out scores.csv
            """)

    @Argument(help: "The folder of takes.", completion: .directory)
    var folder: String

    @Option(help: "The CSV file to write; - is standard output.", completion: .file(extensions: ["csv"]))
    var out: String

    @Option(help: "Threads; by default one per processor.")
    var threads: Int?

    func validate() throws {
        guard threads.map({ (1...1024).contains($0) }) ?? true else {
            throw ValidationError("--threads must be a number from 1 to 1024.")
        }
    }

    func run() throws {
        let folder = try TakeFolder(folder)
        StandardStreams.note("Reading \(folder.takes.count) takes")
        let takes = RecordedTakes(folder, threads: threads)
        for failure in takes.failures { Program.report(AnalysisFailure(failure.error, at: failure.path)) }
        StandardStreams.note("Comparing")
        try OutputFile(out).write(Array(try PairwiseScores(takes, threads: threads).csv.utf8))
        if !takes.failures.isEmpty { throw Program.Ended(.badInput) }
    }
}
