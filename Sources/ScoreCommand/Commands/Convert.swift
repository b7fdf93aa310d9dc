import ArgumentParser
import Signify

/// `signify-score convert`.
struct Convert: ParsableCommand {
    /// What can be written.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case pose, json
    }

    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert a recording to .pose or to canonical JSON.",
        discussion: """
            JSON to .pose and back keeps every bit of every coordinate. The output appears whole or not at all.

            Examples:
              signify-score convert attempt.json attempt.pose
              signify-score convert take.npy - --to json
            """)

    @Argument(help: "The recording; - is standard input.", completion: .file())
    var input: String

    @Argument(help: "The file to write; - is standard output.", completion: .file())
    var output: String

    @Option(help: "The format, where the output's name does not end in .pose or .json.")
    var to: Target?

    @OptionGroup var recording: RecordingOptions

    func validate() throws {
        guard target != nil else {
            throw ValidationError("Name the output .pose or .json, or say which with --to.")
        }
    }

    private var target: Target? {
        if let to { return to }
        let name = output.lowercased()
        return Target.allCases.first { name.hasSuffix(".\($0.rawValue)") }
    }

    func run() throws {
        let clip = try recording.read(input).clip
        let bytes: [UInt8]
        do {
            bytes = try target == .pose ? clip.poseFile() : clip.canonicalJSON()
        } catch {
            throw AnalysisFailure(error, at: Recording.place(of: input))
        }
        try OutputFile(output).write(bytes)
    }
}
