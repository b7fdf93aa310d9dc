import ArgumentParser
import Foundation
import FrontEnd
import Landmarks
import PracticeAnalysis
import PracticeStore
import Scoring

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
    var passingScore = 70.0

    @OptionGroup var recording: RecordingOptions

    @Flag(help: "Spot, and keep nothing in the store.")
    var dryRun = false

    func validate() throws {
        guard (0...100).contains(passingScore) else {
            throw ValidationError("--passing-score is a number from 0 to 100.")
        }
    }

    func run() throws {
        do {
            let database = try store.openWithReferences()
            let library = ReferenceLibrary(database)
            let models =
                try reference.map { try $0.distinct.map { SignModel(try library.sign($0)) } }
                ?? SignLibrary(library, place: store.place).spotted()
            if file == "-" { try live(models) } else { try whole(models, database) }
        } catch let error as StoreError {
            throw CommandFailure(error)
        } catch {
            throw CommandFailure(error, at: file)
        }
    }

    /// A line a sign, as it becomes certain.
    private func live(_ models: [SignModel]) throws {
        var stream = LandmarkStream(recording.reader)
        var spotter = StreamSpotter(models)
        while let frames = try stream.next() {
            for sign in try spotter.append(frames) {
                try StandardStreams.print(JSONText.line(SpottedLine(sign)))
            }
        }
        for sign in try spotter.finish() { try StandardStreams.print(JSONText.line(SpottedLine(sign))) }
    }

    private func whole(_ models: [SignModel], _ database: any PracticeDatabase) throws {
        let startedAt = Date()
        let recording = try Recording(path: file, reader: recording.reader)
        let feedback = try PracticeTask.freestyle(models).feedback(
            on: recording.clip, passingScore: passingScore)
        var session: UUID?
        if !dryRun {
            session = try database.record(
                NewSession(recording, mode: .freestyle, startedAt: startedAt), feedback: feedback, at: Date())
        }
        if json {
            try StandardStreams.print(JSONText.page(feedback))
        } else {
            let stored = session.map { "Kept as \($0.uuidString.lowercased()) in \(store.place)" }
            try StandardStreams.print(
                SequencePage(style: .standardOutput).text(
                    feedback, file: CommandFailure.name(of: file), stored: stored ?? "Not kept (--dry-run)"))
        }
    }
}
