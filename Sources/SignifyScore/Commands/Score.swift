import ArgumentParser
import Foundation
import FrontEnd
import PracticeAnalysis
import PracticeStore
import Scoring

/// `signify-score score`, the default.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score attempts against a reference sign (the default).",
        discussion: """
            Each scored attempt is kept in the store with its feedback. With --ref ALL the attempt is compared with \
            every sign of the store, the ten most alike are listed, and nothing is kept. With several signs the \
            attempt is a sentence: each sign is found, scored and given its place, and what is missing, added or \
            swapped is named.

            Examples:
              signify-score attempt.json --ref HELLO
              signify-score attempt.json --ref HELLO --no-mirrored --hand left
              signify-score attempt.json --ref "HELLO,HOW,YOU"
              signify-score monday/*.json --ref HELLO --json > feedback.ndjson
              recorder | signify-score - --ref HELLO
            """)

    @Argument(
        help: """
            Recordings: .json, .ndjson, .pose, .npy, .csv, any of them in gzip, a folder of numbered .npy frames, or - \
            for standard input.
            """,
        completion: .file())
    var attempts: [String]

    @Option(
        name: .customLong("ref"),
        help: "The sign attempted, as HELLO; a sentence, as \"HELLO,HOW,YOU\"; ALL ranks every sign.")
    var reference: String

    @Option(help: "The code of the lesson it is practice for; the lesson's type has to fit.")
    var lesson: String?

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
        guard !reference.contains(",") || SignList(parsing: reference) != nil else {
            throw ValidationError(
                "--ref is a sign, or up to \(SignList.longest) signs with commas between them, as \"HELLO,HOW,YOU\"."
            )
        }
        guard lesson == nil || reference.uppercased() != "ALL" else {
            throw ValidationError("--lesson goes with the signs of the lesson, not with --ref ALL.")
        }
        guard attempts.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be read once only.")
        }
    }

    func run() throws {
        do {
            let database = try store.openWithReferences()
            let library = ReferenceLibrary(database)
            if reference.uppercased() == "ALL" {
                let signs = try library.signs()
                guard !signs.isEmpty else {
                    throw CommandFailure(
                        line: "the store \(store.place) has no signs to rank; add some with "
                            + "\"signify-score refs add\"", status: CommandFailure.badInput)
                }
                try forEachAttempt { try rank($0, among: signs) }
            } else {
                let mode: PracticeMode = glosses.count > 1 ? .sentence : .word
                let lesson = try lessonID(mode, database)
                let task = try task(library)
                try forEachAttempt { try score($0, as: task, lesson, database) }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The signs asked for.
    private var glosses: [String] { SignList(parsing: reference)?.glosses ?? [reference] }

    /// One sign is read by itself; a sentence needs every sign that may have been signed in its place.
    private func task(_ library: ReferenceLibrary) throws -> PracticeTask {
        guard glosses.count > 1 else { return .word(try library.sign(reference)) }
        let sentence = try glosses.map { SignModel(try library.sign($0)) }
        let all = try SignLibrary(library, place: store.place)
        return .sentence(sentence, library: try all.spotted())
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

    /// Scores an attempt, keeps it unless told not to, and prints what is to be said of it.
    private func score(
        _ recording: Recording, as task: PracticeTask, _ lesson: UUID?, _ database: any PracticeDatabase
    ) throws {
        let startedAt = Date()
        let feedback = try task.feedback(on: recording.clip, passingScore: passingScore)
        var session: UUID?
        if !dryRun {
            session = try database.record(
                NewSession(recording, mode: feedback.mode, lesson: lesson, startedAt: startedAt),
                feedback: feedback, at: Date())
        }
        guard !json else { return try print(feedback) }
        let file = CommandFailure.name(of: recording.path)
        let stored =
            session.map { "Kept as \($0.uuidString.lowercased()) in \(store.place)" }
            ?? "Not kept (--dry-run)"
        let style = TextStyle.standardOutput
        try StandardStreams.print(
            feedback.mode == .word
                ? ScorePage(style: style).text(feedback, file: file, stored: stored)
                : SequencePage(style: style).text(feedback, file: file, stored: stored))
    }

    /// The lesson named, which has to be of the mode of the attempt.
    private func lessonID(_ mode: PracticeMode, _ database: any PracticeDatabase) throws -> UUID? {
        try lesson.map { try database.lesson(code: $0, practisedAs: mode).id }
    }

    private func rank(_ recording: Recording, among signs: [ReferenceSign]) throws {
        let ranking = try Ranking(
            of: PreparedTake(recording.clip), among: signs, scorer: WordScorer(passingScore: passingScore))
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
