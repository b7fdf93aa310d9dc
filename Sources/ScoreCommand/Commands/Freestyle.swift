import ArgumentParser
import Foundation
import Signify

/// `signify-score freestyle`.
struct Freestyle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freestyle",
        abstract: "Spot the signs of the store in a long recording or a live stream.",
        discussion: """
            A file is scored, printed and kept in the store. From standard input, NDJSON is read as it arrives and each \
            sign is one line of JSON as soon as it is certain, usually within a second of its end; nothing is \
            kept. The signs are the same either way, but that in a file without a stated hand (--hand) all of it \
            tells which one signs.

            Examples:
              signify-score freestyle evening.json
              recorder | signify-score freestyle -
              recorder | signify-score freestyle - --ref "HELLO,HOW,YOU"
            """)

    @Argument(
        help: "A recording: .json, .ndjson, .pose, .npy, .csv, or - for a stream on standard input.",
        completion: .file())
    var file: String

    @Option(name: .customLong("ref"), help: "The signs to look for, as \"HELLO,HOW,YOU\"; without it, all.")
    var reference: SignList?

    @Flag(help: "Print JSON and nothing else.")
    var json = false

    @OptionGroup var store: StoreOptions

    @Option(help: "The mean score from which a recording passes, 0 to 100.")
    var passingScore = Feedback.usualPassingScore

    @OptionGroup var recording: RecordingOptions

    @Flag(help: "Spot, and keep nothing in the store.")
    var dryRun = false

    func validate() throws {
        guard (0...100).contains(passingScore) else {
            throw ValidationError("--passing-score is a number from 0 to 100.")
        }
    }

    func run() throws {
        let store = try store.open()
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

    /// A line a sign, as it becomes certain.
    private func live(_ models: [SignModel]) throws {
        var stream = LandmarkStream(recording.reader)
        var signs = LiveSigns(models)
        while let frames = try stream.next() { try print(signs.append(frames)) }
        try print(signs.finish())
    }

    private func print(_ signs: [SpottedSign]) throws {
        for sign in signs { try StandardStreams.print(JSONText.line(sign)) }
    }

    private func whole(_ task: PracticeTask, _ store: Store) throws {
        let startedAt = Date()
        let recording = try Recording(path: file, reader: recording.reader)
        let feedback = try task.feedback(on: recording, passingScore: passingScore)
        let session = dryRun ? nil : try store.keep(recording, feedback, startedAt: startedAt)
        try StandardStreams.print(
            json
                ? JSONText.page(feedback)
                : FeedbackPage(style: .standardOutput)
                    .text(feedback, file: recording.place, stored: store.note(ofSession: session)))
    }
}
