import ArgumentParser
import Foundation
import Signify

struct Freestyle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freestyle",
        abstract: "Spot the signs of the store in a long recording or a live stream.",
        discussion: """
            A file is scored, printed and kept in the store. NDJSON on standard input is read as it arrives: \
            each sign is printed as a line of JSON when it is certain, usually within 1 s of its end, and \
            nothing is kept. File and stream give the same signs if --hand states the dominant hand. \
            Otherwise a file detects the hand from all frames, a stream from its latest frames.

            Examples:
              signify-score freestyle evening.json
              recorder | signify-score freestyle -
              recorder | signify-score freestyle - --ref "HELLO,HOW,YOU"
            """)

    @Argument(
        help: "A recording: .json, .ndjson, .pose, .npy, .csv, or - for a stream on standard input.",
        completion: .file())
    var file: String

    @Option(
        name: .customLong("ref"),
        help: "The signs to search for, such as \"HELLO,HOW,YOU\"; by default all signs of the store.")
    var reference: SignList?

    @Flag(help: "Print JSON only.")
    var json = false

    @OptionGroup var scoring: ScoringOptions

    func run() throws {
        let store = try scoring.store.open()
        let models = try store.models(of: reference)
        do {
            if file == "-" { try live(models) } else { try whole(.freestyle(models), store) }
        } catch let error as StoreError {
            throw error
        } catch let ended as Program.Ended {
            throw ended
        } catch {
            throw AnalysisFailure(error, at: Recording.place(of: file))
        }
    }

    /// Prints a line per sign when it is certain.
    private func live(_ models: [SignModel]) throws {
        var stream = LandmarkStream(scoring.recording.reader)
        var signs = LiveSigns(models)
        while let frames = try stream.next() { try print(signs.append(frames)) }
        try print(signs.finish())
    }

    private func print(_ signs: [SpottedSign]) throws {
        for sign in signs { try StandardStreams.print(JSONText.line(sign)) }
    }

    private func whole(_ task: PracticeTask, _ store: Store) throws {
        let recording = try Recording(path: file, reader: scoring.recording.reader)
        let startedAt = Date()
        let feedback = try task.feedback(on: recording, passingScore: scoring.passingScore)
            .worded(in: scoring.language)
        let stored = try scoring.keep(recording, feedback, startedAt: startedAt, in: store)
        try StandardStreams.print(
            json
                ? JSONText.page(feedback)
                : FeedbackPage(style: .standardOutput, language: scoring.language).text(
                    feedback, file: recording.place, stored: stored))
    }
}
