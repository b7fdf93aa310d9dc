import Foundation
import Scoring
import TestSupport
import Testing
import Wording

@Suite("Replay and report by command")
struct ReportTests {
    let workplace: Workplace
    let attempt: String

    init() throws {
        workplace = try Workplace()
        try workplace.fillStore()
        attempt = try workplace.write(
            "HELLO", "attempt.json", signer: .bruno, seed: 9, fault: .shifted(SIMD3(0, -0.6, 0), .dominant))
    }

    private func run(_ arguments: String...) throws -> CommandRun {
        try CommandRun("signify-score", [attempt, "--ref", "HELLO", "--db", workplace.store] + arguments)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: workplace.path(name), encoding: .utf8)
    }

    @Test func theReplayHoldsTheFeedbackThatIsPrinted() throws {
        let run = try run("--json", "--replay", workplace.path("replay.json"))
        #expect(run.status == 0)
        let replay = try JSONSerialization.jsonObject(with: Data(text("replay.json").utf8)) as? NSDictionary
        let printed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary
        #expect(replay?["feedback"] as? NSDictionary == printed)
        #expect((replay?["signs"] as? [NSDictionary])?.count == 1)
        // Standard output takes the replay in place of the page.
        let piped = try self.run("--replay", "-", "--dry-run")
        #expect(try piped.output == text("replay.json"))
    }

    @Test("the report asks nothing of the network, is small, and speaks the language asked for")
    func report() throws {
        for language in Language.allCases {
            let run = try run(
                "--dry-run", "--language", language.rawValue, "--theme", "dark", "--report",
                workplace.path("page.html"))
            #expect(run.status == 0)
            let page = try text("page.html")
            #expect(page.utf8.count < 500_000)
            #expect(
                page.contains("<html lang=\"\(language.rawValue)\" dir=\"\(language.direction.rawValue)\""))
            #expect(page.contains("data-theme=\"dark\"") && page.contains("<title>HELLO</title>"))
            #expect(page.contains("default-src 'none'"))
            #expect(!page.contains(/(?:src|href)="/) && !page.contains(/url\((?!#|data:)/))
            #expect(!page.contains(/<!--[A-Z]+-->/) && !page.contains(/\{\{[a-z]+\}\}/))
            let said = Catalogue.of(language)
                .text(
                    Message(
                        .raiseHand,
                        [
                            "hands": "right", "amount": 0.6, "unit": "shoulder widths",
                            "about": "half_shoulder",
                        ]))
            #expect(page.contains(said) && run.output.contains(said), "\(language)")
        }
    }

    @Test func whereAFileCannotBeWrittenNothingIsKept() throws {
        for option in ["--replay", "--report"] {
            let run = try run(option, workplace.path("nowhere/page"))
            #expect(run.status == 74)
            #expect(run.errors.contains("cannot be written") && run.output == "")
        }
        #expect(try workplace.scored() == 0)
    }

    @Test func oneAttemptAtOneSignOrSentence() throws {
        for arguments in [
            [attempt, attempt, "--ref", "HELLO", "--report", "a"],
            [attempt, "--ref", "ALL", "--replay", "a"],
            [attempt, "--ref", "HELLO", "--language", "tlh"], [attempt, "--ref", "HELLO", "--theme", "blue"],
        ] {
            let run = try CommandRun("signify-score", arguments + ["--db", workplace.store])
            #expect(run.status == 64, "\(arguments)")
        }
        #expect(!FileManager.default.fileExists(atPath: "a"))
    }

    @Test("a sentence has the replay of each sign that was signed")
    func sentence() throws {
        let run = try CommandRun(
            "signify-score",
            [attempt, "--ref", "HELLO,YES", "--dry-run", "--db", workplace.store, "--replay", "-"])
        #expect(run.status == 0)
        let replay = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? NSDictionary
        let signs = (replay?["signs"] as? [NSDictionary])?.compactMap { $0["gloss"] as? String }
        #expect(signs?.allSatisfy(["HELLO", "YES"].contains) == true)
    }

    /// The name of a sign is its author's: no text of it may leave its place in the page.
    @Test func aHostileNameStaysAName() throws {
        let take = workplace.path("references/HELLO-1.pose")
        let gloss = "</SCRIPT><B>&\"{{LANG}}"
        let added = try CommandRun(
            "signify-score", ["refs", "add", gloss, take, "--signer", "ada", "--db", workplace.store])
        guard added.status == 0 else { return }
        let run = try CommandRun(
            "signify-score",
            [
                attempt, "--ref", gloss, "--db", workplace.store, "--dry-run", "--report",
                workplace.path("page.html"),
            ])
        #expect(run.status == 0)
        let page = try text("page.html")
        #expect(!page.contains("</SCRIPT>") && !page.contains("<B>"))
        #expect(page.contains("<title>&lt;/SCRIPT&gt;&lt;B&gt;&amp;&quot;{{LANG}}</title>"))
    }
}
