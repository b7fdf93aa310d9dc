import ArgumentParser
import Signify

struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Describe a recording: facts, parts, coverage, warnings.")

    @Argument(help: "The recording; - is standard input.", completion: .file())
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var recording: RecordingOptions

    func run() throws {
        let recording = try recording.read(file)
        let inspection = Inspection(recording)
        try StandardStreams.print(json ? JSONText.page(inspection) : inspection.page(file: recording.place))
    }
}
