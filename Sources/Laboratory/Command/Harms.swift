import Alignment
import ArgumentParser
import Evaluation
import Foundation
import Signify
import Trials

/// `signify-laboratory harms`.
struct Harms: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure whether a recording that was spoiled is judged as the sound one, or refused.",
        discussion: """
            Each harm that people report is put into every real take from 04 on, which is then scored by the signer's own \
            takes 00 to 03: labels of the hands swapped, pictures on their side, zeros for a hand that was not seen.

            Example:
              signify-laboratory harms takes more-takes
            """)

    @Argument(help: "Folders laid out as takes/<signer>/<SIGN>/<number>.npy.", completion: .directory)
    var folders: [String] = []

    @Flag(help: "List each attempt that a harm costs a point and more, or a false correction.")
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
