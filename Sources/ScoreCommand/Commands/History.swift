import ArgumentParser
import Foundation
import Signify

struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List scored attempts, newest first, and your progress.")

    @Option(help: "The maximum of attempts, 1 to 10000.")
    var limit = 20

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var store: StoreOptions

    func validate() throws {
        guard (1...HistoryPage.largest).contains(limit) else {
            throw ValidationError("--limit must be a number from 1 to \(HistoryPage.largest).")
        }
    }

    func run() throws {
        let store = try store.open()
        let page = try HistoryPage(of: Learner.local, in: store, limit: limit)
        let progress = try store.database.progress(user: Learner.local, asOf: Date())
        try StandardStreams.print(
            json
                ? JSONText.page(Document(page: page, progress: progress))
                : Self.page(page.sessions, progress, style: .standardOutput))
    }

    /// A page of the history, with the key `progress` beside its own keys.
    private struct Document: Encodable {
        let page: HistoryPage
        let progress: ProgressSnapshot

        enum CodingKeys: String, CodingKey { case progress }

        func encode(to encoder: any Encoder) throws {
            try page.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(progress, forKey: .progress)
        }
    }

    private static func page(
        _ entries: [HistoryEntry], _ progress: ProgressSnapshot, style: TextStyle
    ) -> String {
        guard !entries.isEmpty else {
            return "No attempts are scored; run \"signify-score attempt.json --ref HELLO\"."
        }
        let lines = entries.map { entry in
            let when = entry.completedAt.formatted(.iso8601)
            let lesson = entry.lessonTitle.map { "\($0): " } ?? ""
            return "\(style.faint(when))  \(TextStyle.aligned(TextStyle.number(entry.score), 6))  "
                + "\(lesson)\(entry.feedbackSummary)"
        }
        let count = progress.scoredSessions
        let total =
            "\(count) attempt\(count == 1 ? "" : "s") scored, \(progress.sessionsThisWeek) in the last "
            + "seven days; average \(TextStyle.number(progress.averageScore)); level \(progress.level), "
            + "\(progress.xp) XP"
        return (lines + ["", style.bold(total)]).joined(separator: "\n")
    }
}
