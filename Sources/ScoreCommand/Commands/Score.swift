import ArgumentParser
import Foundation
import Signify

struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Score attempts against a reference sign (the default).",
        discussion: """
            The store keeps each attempt with its feedback. --ref ALL compares the attempt with every sign \
            of the store, lists the ten nearest signs and keeps nothing. Several signs are a sentence: each \
            sign is found and scored, and missing, added and swapped signs are named.

            Examples:
              signify-score attempt.json --ref HELLO
              signify-score attempt.json --ref HELLO --no-mirrored --hand left
              signify-score attempt.json --ref "HELLO,HOW,YOU"
              signify-score monday/*.json --ref HELLO --json > feedback.ndjson
              recorder | signify-score - --ref HELLO
            """)

    @Argument(
        help: """
            Recordings: .json, .ndjson, .pose, .npy, .csv, any of them in gzip, a folder of numbered .npy \
            frames, or - for standard input.
            """,
        completion: .file())
    var attempts: [String]

    @Option(
        name: .customLong("ref"),
        help: "A sign, such as HELLO; a sentence, such as \"HELLO,HOW,YOU\"; ALL ranks every sign.")
    var reference: String

    @Option(
        help: "The code of the attempt's lesson; its type must be word for one sign, sentence for several.")
    var lesson: String?

    @Flag(help: "Print JSON only: a document for one attempt, a line each for several.")
    var json = false

    @Option(
        help: """
            A file for the replay of one attempt: attempt and nearest reference in one space, aligned in time, with the \
            place of each correction, as JSON; - is standard output, without the page.
            """,
        completion: .file(extensions: ["json"]))
    var replay: String?

    @Option(
        help: """
            A file for a page to look at: the attempt's replay, moving, with the place of each correction, in one file of \
            HTML.
            """,
        completion: .file(extensions: ["html"]))
    var report: String?

    @Option(help: "The colours of the page.")
    var theme = ReportPage.Theme.auto

    @OptionGroup var scoring: ScoringOptions

    func validate() throws {
        guard (replay == nil && report == nil) || (attempts.count == 1 && reference.uppercased() != "ALL")
        else {
            throw ValidationError("--replay and --report take one attempt at one sign or sentence.")
        }
        guard !reference.contains(",") || SignList(parsing: reference) != nil else {
            throw ValidationError(SignList.refusal("--ref").line)
        }
        guard lesson == nil || reference.uppercased() != "ALL" else {
            throw ValidationError(
                "--lesson cannot be used with --ref ALL; name the signs of the lesson with --ref.")
        }
        guard attempts.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input (-) can be read only once; name it once.")
        }
    }

    func run() throws {
        let store = try scoring.store.open()
        if reference.uppercased() == "ALL" {
            let library = try store.library()
            try library.checkSigns()
            try forEachAttempt { try rank($0, among: library) }
        } else {
            let signs = SignList(parsing: reference)
            let lesson = try lesson.map {
                try store.lesson(code: $0, practisedAs: PracticeTask.mode(of: signs)).id
            }
            let task = try store.task(reference)
            try forEachAttempt { try score($0, as: task, lesson, store) }
        }
    }

    /// A bad attempt among several is reported in one line, and the others are still scored.
    private func forEachAttempt(_ body: (Recording) throws -> Void) throws {
        var hasFailed = false
        for (place, path) in attempts.enumerated() {
            if attempts.count > 1 {
                StandardStreams.note("[\(place + 1)/\(attempts.count)] \(Recording.place(of: path))")
            }
            do {
                try body(try Recording(path: path, reader: scoring.recording.reader))
            } catch let error as StoreError {
                throw error
            } catch let ended as Program.Ended {
                throw ended
            } catch {
                let failure = AnalysisFailure(error, at: Recording.place(of: path))
                guard attempts.count > 1, failure.kind == .badInput else { throw failure }
                Program.report(failure)
                hasFailed = true
            }
        }
        if hasFailed { throw Program.Ended(.badInput) }
    }

    private func score(
        _ recording: Recording, as task: PracticeTask, _ lesson: UUID?, _ store: Store
    ) throws {
        let startedAt = Date()
        let feedback = try judge(recording, as: task)
        let stored = try scoring.keep(recording, feedback, lesson: lesson, startedAt: startedAt, in: store)
        guard replay != "-", report != "-" else { return }
        guard !json else { return try print(feedback) }
        try StandardStreams.print(
            FeedbackPage(style: .standardOutput, language: scoring.language).text(
                feedback, file: recording.place, stored: stored))
    }

    /// The feedback on an attempt. Replay and report are written before the attempt is kept: where that fails, nothing is
    /// kept.
    private func judge(_ recording: Recording, as task: PracticeTask) throws -> Feedback {
        guard replay != nil || report != nil else {
            return try task.feedback(on: recording, passingScore: scoring.passingScore)
                .worded(in: scoring.language)
        }
        let shown = try task.replay(on: recording, passingScore: scoring.passingScore)
            .worded(in: scoring.language)
        if let replay {
            try OutputFile(replay).write(Array("\(try JSONText.line(shown))\n".utf8))
        }
        if let report {
            let page = try ReportPage(shown, in: scoring.language, theme: theme)
            try OutputFile(report).write(Array(page.html.utf8))
        }
        return shown.feedback
    }

    private func rank(_ recording: Recording, among library: SignLibrary) throws {
        let ranking = try Ranking(of: recording, among: library, passingScore: scoring.passingScore)
        if json {
            try print(ranking.best)
        } else {
            try StandardStreams.print(ranking.page(file: recording.place, style: .standardOutput))
        }
    }

    private func print(_ document: some Encodable) throws {
        try StandardStreams.print(
            attempts.count > 1 ? JSONText.line(document) : JSONText.page(document))
    }
}
