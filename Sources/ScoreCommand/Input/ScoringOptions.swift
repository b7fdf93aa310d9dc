import ArgumentParser
import Foundation
import Signify

/// Options of every command that scores: the store, the threshold, facts of the recording.
struct ScoringOptions: ParsableArguments {
    @OptionGroup var store: StoreOptions

    @Option(help: "The passing threshold, 0 to 100.")
    var passingScore = Feedback.usualPassingScore

    @OptionGroup var recording: RecordingOptions

    @Option(
        help: ArgumentHelp(
            "The language of the feedback: \(Language.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "tag"))
    var language = Language.usual

    @Flag(help: "Score without keeping the attempt in the store.")
    var dryRun = false

    func validate() throws {
        guard (0...100).contains(passingScore) else {
            throw ValidationError("--passing-score must be a number from 0 to 100.")
        }
    }

    /// Keeps a scored recording, unless `--dry-run` is given; returns the last line of its page.
    func keep(
        _ recording: Recording, _ feedback: Feedback, lesson: UUID? = nil, startedAt: Date, in store: Store
    ) throws -> String {
        guard !dryRun else { return "Not kept (--dry-run)" }
        let session = try store.keep(recording, feedback, lesson: lesson, startedAt: startedAt)
        return "Kept as \(session.uuidString.lowercased()) in \(store.place)"
    }
}
