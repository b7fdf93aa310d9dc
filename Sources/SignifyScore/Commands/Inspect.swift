import ArgumentParser
import FrontEnd
import Landmarks
import PracticeAnalysis
import SigningSpace

/// `signify-score inspect`.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Say what is in a recording: parts, frames, coverage, warnings.")

    @Argument(help: "The recording; - is standard input.", completion: .file())
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var recording: RecordingOptions

    func run() throws {
        do {
            let inspection = Inspection(try Recording(path: file, reader: recording.reader))
            try StandardStreams.print(json ? JSONText.page(inspection) : inspection.page)
        } catch {
            throw CommandFailure(error, at: file)
        }
    }
}
