import ArgumentParser
import Foundation
import PracticeStore
import Scoring

/// `signify-score score`, the default.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score attempts against a reference sign (the default).",
        discussion: """
            Each scored attempt is kept in the store with its feedback. With --ref ALL the attempt is compared with \
            every sign of the store, the ten most alike are listed, and nothing is kept.

            Examples:
              signify-score attempt.json --ref HELLO
              signify-score attempt.json --ref HELLO --no-mirrored --hand left
              signify-score monday/*.json --ref HELLO --json > feedback.ndjson
              recorder | signify-score - --ref HELLO
            """)

    @Argument(
        help: """
            Recordings: .json, .ndjson, .pose, .npy, a folder of numbered .npy frames, or - for standard input.
            """,
        completion: .file())
    var attempts: [String]

    @Option(name: .customLong("ref"), help: "The sign attempted, as HELLO; ALL ranks every sign.")
    var reference: String

    @Flag(help: "Print JSON and nothing else: one document, or a line for each of several attempts.")
    var json = false

    @OptionGroup var store: StoreOptions

    @Option(help: "The score from which an attempt passes, 0 to 100.")
    var passingScore = 70.0

    @OptionGroup var recording: RecordingOptions

    @Flag(help: "Score, and keep nothing in the store.")
    var dryRun = false

    func validate() throws {
        guard (0...100).contains(passingScore) else {
            throw ValidationError("--passing-score is a number from 0 to 100.")
        }
        guard attempts.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be read once only.")
        }
    }

    func run() throws {
        do {
            let database = try store.openWithReferences()
            let library = ReferenceLibrary(database)
            let scorer = WordScorer(passingScore: passingScore)
            if reference.uppercased() == "ALL" {
                let signs = try library.signs()
                guard !signs.isEmpty else {
                    throw CommandFailure(
                        line: "the store \(store.place) has no signs to rank; add some with "
                            + "\"signify-score refs add\"", status: CommandFailure.badInput)
                }
                try forEachAttempt { try rank($0, among: signs, scorer) }
            } else {
                let sign = try library.sign(reference)
                try forEachAttempt { try score($0, against: sign, scorer, database) }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// A bad attempt among several costs its own line and not the others.
    private func forEachAttempt(_ body: (Recording) throws -> Void) throws {
        var hasFailed = false
        for (place, path) in attempts.enumerated() {
            if attempts.count > 1 {
                StandardStreams.note(
                    "[\(place + 1)/\(attempts.count)] \(CommandFailure.name(of: path))")
            }
            do {
                try body(try Recording(path: path, reader: recording.reader))
            } catch let error as StoreError {
                throw error
            } catch {
                let failure = CommandFailure(error, at: path)
                guard attempts.count > 1, failure.status == CommandFailure.badInput else { throw failure }
                failure.report()
                hasFailed = true
            }
        }
        if hasFailed { throw CommandFailure.reported }
    }

    private func score(
        _ recording: Recording, against sign: ReferenceSign, _ scorer: WordScorer,
        _ database: any PracticeDatabase
    ) throws {
        let startedAt = Date()
        let attempt = try PreparedTake(recording.clip)
        let scored = try scorer.score(attempt, against: sign)
        var session: UUID?
        if !dryRun {
            session = try database.record(
                NewSession(
                    mode: .word, rawMetrics: try JSONText.line(RecordingSummary(recording)),
                    media: NewMedia(
                        name: recording.mediaName, landmarks: Data(try recording.clip.poseFile()),
                        durationSeconds: recording.duration),
                    startedAt: startedAt),
                feedback: scored.feedback, at: Date())
        }
        if json {
            try print(scored.feedback)
        } else {
            let page = ScorePage(style: .standardOutput)
            let stored = session.map { "Kept as \($0.uuidString.lowercased()) in \(store.place)" }
            try StandardStreams.print(
                page.text(
                    scored.feedback, file: CommandFailure.name(of: recording.path),
                    stored: stored ?? "Not kept (--dry-run)"))
        }
    }

    private func rank(_ recording: Recording, among signs: [ReferenceSign], _ scorer: WordScorer) throws {
        let ranking = try Ranking(of: PreparedTake(recording.clip), among: signs, scorer: scorer)
        if json {
            try print(ranking.best)
        } else {
            try StandardStreams.print(
                ranking.page(file: CommandFailure.name(of: recording.path), style: .standardOutput))
        }
    }

    private func print(_ document: some Encodable) throws {
        try StandardStreams.print(
            attempts.count > 1 ? JSONText.line(document) : JSONText.page(document))
    }
}
