import ArgumentParser
import Foundation

/// `signify-laboratory fixtures`.
struct WriteFixtures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixtures",
        abstract: "Write the project's fixtures: reference takes, and attempts with known faults.",
        discussion: "The files are equal to the byte on every machine; README.md there is not changed.")

    @Option(name: .long, help: "The folder to write to, or to check.", completion: .directory)
    var out = "Fixtures"

    @Flag(name: .long, help: "Write nothing; compare the folder with the generated files.")
    var check = false

    func run() throws {
        let files = try FixtureSet.files()
        let folder = URL(fileURLWithPath: out, isDirectory: true)
        if check {
            let differences = FixtureFolder(folder).differences(from: files)
            guard differences.isEmpty else {
                for difference in differences { print(difference) }
                print("\(differences.count) differ; run `make fixtures` to write them again")
                throw ExitCode.failure
            }
            print("\(files.count) files, all as generated")
        } else {
            try FixtureFolder(folder).write(files)
            let bytes = files.reduce(0) { $0 + $1.bytes.count }
            print("\(files.count) files, \(bytes) bytes, in \(out)")
        }
    }
}
