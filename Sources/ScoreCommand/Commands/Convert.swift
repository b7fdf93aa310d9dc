import ArgumentParser
import Signify

struct Convert: ParsableCommand {
    /// The output format.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case pose, json
    }

    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert a recording to .pose or to canonical JSON.",
        discussion: """
            Conversion from JSON to .pose and back keeps every bit of every coordinate. The output file is \
            written whole or not at all.

            Examples:
              signify-score convert attempt.json attempt.pose
              signify-score convert take.npy - --to json
            """)

    @Argument(help: "The recording; - is standard input.", completion: .file())
    var input: String

    @Argument(help: "The file to write; - is standard output.", completion: .file())
    var output: String

    @Option(help: "The format of an output whose name does not end in .pose or .json.")
    var to: Target?

    @OptionGroup var recording: RecordingOptions

    func validate() throws {
        guard target != nil else {
            throw ValidationError("The output has no known format; name it .pose or .json, or pass --to.")
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
