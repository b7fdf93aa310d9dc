import Foundation
import Landmarks
import PracticeStore
import Scoring
import SyntheticSigner
import TestSupport
import Testing

@Suite("Sentences by command")
struct SentenceTests {
    let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try workplace.fillStore()
    }

    private func sentence(_ glosses: [String], _ name: String = "sentence.json") throws -> String {
        let clip = SyntheticSigner(profile: .gwen, seed: 3)
            .sentence(of: glosses.compactMap(SignScript.named)).clip
        return try workplace.write(name.hasSuffix(".json") ? clip.canonicalJSON() : clip.poseFile(), name)
    }

    @Test func aSentenceIsScoredAndKept() throws {
        let attempt = try sentence(["HELLO", "YES"])
        let run = try CommandRun("signify-score", [attempt, "--ref", "hello, yes", "--db", workplace.store])
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.hasPrefix("HELLO YES"))
        #expect(run.output.contains("passed") && !run.output.contains("not passed"))
        let history = try CommandRun("signify-score", ["history", "--json", "--db", workplace.store])
        #expect(history.output.contains("\"mode\" : \"sentence\""))
    }

    @Test func theDocumentNamesWhatIsMissing() throws {
        let attempt = try sentence(["HELLO"], "hello.pose")
        let run = try CommandRun(
            "signify-score", [attempt, "--ref", "HELLO,YES", "--json", "--dry-run", "--db", workplace.store])
        #expect(run.status == 0)
        let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
        #expect(feedback.signs?.map(\.status) == [.ok, .missing])
        #expect(!feedback.passed)
        #expect(try workplace.scored() == 0)
    }

    @Test func anUnknownSignOfTheListIsOneLine() throws {
        let attempt = try sentence(["HELLO"])
        let run = try CommandRun(
            "signify-score", [attempt, "--ref", "HELLO,NOWHERE", "--db", workplace.store])
        #expect(run.status == 65)
        #expect(run.output == "")
        #expect(run.errorLines.count == 1)
        #expect(run.errors.contains("NOWHERE"))
    }

    @Test(arguments: ["HELLO,", ",", "HELLO,,YES", Array(repeating: "A", count: 101).joined(separator: ",")])
    func aListWithHolesIsWrongUse(_ list: String) throws {
        let run = try CommandRun("signify-score", ["x.json", "--ref", list])
        #expect(run.status == 64)
        #expect(run.errors.contains("--ref"))
    }

    @Test func aLessonDoesNotGoWithEverySign() throws {
        #expect(
            try CommandRun("signify-score", ["x.json", "--ref", "ALL", "--lesson", "greet"]).status == 64)
    }

    @Test func aSentenceLessonIsKeptWithTheAttempt() throws {
        let store = try StoreLocation(parsing: workplace.store).openExisting()
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        try store.saveLesson(Lesson(code: "greet", title: "Greetings", type: .sentence), at: now)
        try store.saveLesson(Lesson(code: "hello", title: "Hello", type: .word), at: now)
        let attempt = try sentence(["HELLO", "YES"])
        let arguments = [attempt, "--ref", "HELLO,YES", "--db", workplace.store]
        #expect(try CommandRun("signify-score", arguments + ["--lesson", "greet"]).status == 0)
        let history = try CommandRun("signify-score", ["history", "--json", "--db", workplace.store])
        #expect(history.output.contains("\"lesson\" : \"Greetings\""))
        for wrong in ["hello", "nowhere"] {
            let run = try CommandRun("signify-score", arguments + ["--lesson", wrong])
            #expect(run.status == 65)
            #expect(run.errorLines.count == 1)
            #expect(run.errors.contains(wrong))
        }
    }
}
