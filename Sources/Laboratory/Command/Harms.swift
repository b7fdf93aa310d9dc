import Alignment
import ArgumentParser
import Evaluation
import Foundation
import Signify
import Trials

/// `signify-laboratory harms`.
struct Harms: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure whether a damaged recording is scored like the sound one, or refused.",
        discussion: """
            Each reported harm is applied to every real take from 04 on: swapped labels of the hands, pictures on their \
            side, zeros for a hand that was not seen. The takes are scored against the signer's own takes 00 to 03.

            Example:
              signify-laboratory harms takes more-takes
            """)

    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Flag(help: "List each attempt that loses more than a point by a harm, or gets a false correction.")
    var list = false

    func run() throws {
        for folder in folders {
            let outcomes = try GradedTrials(try TakeFolder(folder)).harms()
            let table = HarmTable(outcomes)
            print("\(URL(filePath: folder).lastPathComponent)\n\n\(table)\n")
            if list { table.costly.forEach { print($0) } }
        }
    }
}
