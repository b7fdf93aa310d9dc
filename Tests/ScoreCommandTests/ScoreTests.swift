import Foundation
import Scoring
import TestSupport
import Testing

@Suite("Scoring by command")
struct ScoreTests {
    let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try workplace.fillStore()
    }

    @Test func aPageNamesTheSignAndKeepsTheScore() throws {
        let attempt = try workplace.write("HELLO", "attempt.json", signer: .bruno, seed: 9)
        let run = try CommandRun("signify-score", [attempt, "--ref", "hello", "--db", workplace.store])
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.hasPrefix("HELLO"))
        #expect(run.output.contains("/ 100"))
        #expect(run.output.contains("handshape"))
        #expect(!run.output.contains("\u{1B}"))
        #expect(try workplace.scored() == 1)
    }

    @Test func jsonIsTheFeedbackAndNothingElse() throws {
        let attempt = try workplace.write("HELLO", "attempt.json", signer: .bruno, seed: 9)
        let run = try CommandRun(
            "signify-score", [attempt, "--ref", "HELLO", "--json", "--dry-run", "--db", workplace.store])
        #expect(run.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let document = try #require(object as? [String: Any])
        #expect(
            Set(document.keys) == [
                "version", "summary", "summary_messages", "score", "passed", "passing_score", "mode",
                "reference", "channels",
                "timing", "moments", "strengths", "quality", "signature",
            ])
        let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
        #expect(feedback.reference == .init(sign: "HELLO", takes: 2))
        #expect(try workplace.scored() == 0)
    }

    @Test func anIdenticalTakeScoresFull() throws {
        let take = workplace.path("references/HELLO-1.pose")
        let run = try CommandRun(
            "signify-score", [take, "--ref", "HELLO", "--json", "--db", workplace.store])
        let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
        #expect(feedback.score == 100)
    }

    @Test func standardInputIsAnAttempt() throws {
        let attempt = try workplace.write("HELLO", "attempt.json")
        let input = try Data(contentsOf: URL(fileURLWithPath: attempt))
        let run = try CommandRun(
            "signify-score", ["-", "--ref", "HELLO", "--db", workplace.store], input: input)
        #expect(run.status == 0)
        #expect(run.output.contains("standard input"))
    }

    @Test func allRanksAndKeepsNothing() throws {
        let attempt = try workplace.write("YES", "attempt.pose", seed: 2)
        let run = try CommandRun(
            "signify-score", [attempt, "--ref", "ALL", "--json", "--db", workplace.store])
        #expect(run.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let ranking = try #require(object as? [[String: Any]])
        #expect(ranking.compactMap { $0["sign"] as? String } == ["YES", "HELLO"])
        #expect(try workplace.scored() == 0)
    }

    @Test func aBadFileAmongManyCostsItsOwnLine() throws {
        let good = try workplace.write("HELLO", "good.json")
        let bad = try workplace.write([UInt8]("{\"frames\": [".utf8), "bad.json")
        let run = try CommandRun(
            "signify-score", [good, bad, good, "--ref", "HELLO", "--json", "--db", workplace.store])
        #expect(run.status == 65)
        #expect(run.output.split(separator: "\n").count == 2)
        #expect(run.errorLines.count == 4)
        #expect(run.errorLines.contains { $0.hasPrefix("[2/3]") })
        #expect(run.errorLines.contains { $0.hasPrefix("signify-score: \(bad): ") })
        #expect(try workplace.scored() == 2)
    }

    @Test func anUnknownSignIsOneLine() throws {
        let attempt = try workplace.write("HELLO", "attempt.json")
        let run = try CommandRun("signify-score", [attempt, "--ref", "HELO", "--db", workplace.store])
        #expect(run.status == 65)
        #expect(run.output == "")
        #expect(run.errorLines.count == 1)
        #expect(run.errors.contains("HELLO"))
    }

    @Test(arguments: [
        ["--ref"], ["x.json"], ["x.json", "--ref", "A", "--passing-score", "101"],
        ["x.json", "--ref", "A", "--size", "640"], ["x.json", "--ref", "A", "--hand", "both"],
        ["x.json", "--ref", "A", "--fps", "0"], ["convert", "a", "b"], ["history", "--limit", "0"],
        ["refs", "add"], ["matrix", "x"],
    ])
    func wrongUseIsSixtyFour(_ arguments: [String]) throws {
        let run = try CommandRun("signify-score", arguments)
        #expect(run.status == 64)
        #expect(run.output == "")
        #expect(run.errors.contains("Usage: signify-score"))
    }

    @Test func theDefaultStoreIsFilledOnFirstUse() throws {
        let attempt = try workplace.write("HELLO", "attempt.json", signer: .gwen, seed: 42)
        let environment = ["XDG_DATA_HOME": workplace.path("data")]
        let first = try CommandRun("signify-score", [attempt, "--ref", "HELLO"], environment: environment)
        #expect(first.status == 0)
        #expect(first.errorLines.count == 1)
        let list = try CommandRun("signify-score", ["refs", "list"], environment: environment)
        #expect(list.errors == "")
        #expect(list.output.split(separator: "\n").count == 20)
        #expect(!list.output.contains("not calibrated"))
        let hello = try CommandRun("signify-score", ["refs", "show", "HELLO"], environment: environment)
        let lines = hello.output.split(separator: "\n")
        #expect(lines.count == 8)
        #expect(hello.errors == "")
        // One row for the signers of one take each, and one for everybody else, measured with the other signs.
        #expect(lines[6].hasPrefix("  ada, bruno, chiara, emi  ") && lines[6].hasSuffix("(typical)"))
        #expect(lines[7].hasPrefix("  anybody else "))
        #expect(lines[7].hasSuffix("(measured with 20 signs by several signers)"))
    }
}
