import Foundation
import Landmarks
import Scoring
import SyntheticSigner
import TestSupport
import Testing

@Suite("Freestyle by command")
struct FreestyleTests {
    let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try workplace.fillStore()
    }

    /// HELLO, YES, HELLO by a signer without references, at the assumed image size and frame rate.
    private static let clip = SyntheticSigner(profile: .dev, seed: 3)
        .sentence(of: ["HELLO", "YES", "HELLO"].compactMap(SignScript.named)).clip

    /// The clip as NDJSON, one frame per line.
    private static func lines() throws -> [String] {
        let object = try JSONSerialization.jsonObject(with: Data(clip.canonicalJSON()))
        let frames = try #require((object as? [String: Any])?["frames"] as? [[String: Any]])
        return try frames.map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
        }
    }

    @Test func aFileIsSpottedAndKept() throws {
        let file = try workplace.write(Self.clip.poseFile(), "evening.pose")
        let run = try CommandRun("signify-score", ["freestyle", file, "--json", "--db", workplace.store])
        #expect(run.status == 0)
        let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
        #expect(feedback.mode == .freestyle)
        #expect(feedback.signs?.map(\.gloss) == ["HELLO", "YES", "HELLO"])
        let history = try CommandRun("signify-score", ["history", "--json", "--db", workplace.store])
        #expect(history.output.contains("\"mode\" : \"freestyle\""))
        let page = try CommandRun("signify-score", ["freestyle", file, "--dry-run", "--db", workplace.store])
        #expect(page.output.hasPrefix("Freestyle"))
        #expect(page.output.contains("YES"))
        #expect(try workplace.scored() == 1)
    }

    @Test func aStreamIsALineASignAndTheSameSigns() throws {
        let options = ["--hand", "left", "--no-mirrored", "--db", workplace.store]
        let input = Data(try Self.lines().joined(separator: "\n").utf8)
        let live = try CommandRun("signify-score", ["freestyle", "-"] + options, input: input)
        #expect(live.status == 0)
        #expect(live.errors == "")
        let signs = try live.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(signs.map { $0["gloss"] as? String } == ["HELLO", "YES", "HELLO"])
        #expect(signs.allSatisfy { Set($0.keys) == ["gloss", "start_s", "end_s", "score"] })
        let file = try workplace.write(Array(input), "evening.ndjson")
        let whole = try CommandRun("signify-score", ["freestyle", file, "--json", "--dry-run"] + options)
        let feedback = try JSONDecoder().decode(Feedback.self, from: Data(whole.output.utf8))
        #expect(feedback.signs?.map(\.startS) == signs.map { $0["start_s"] as? Double })
        #expect(feedback.signs?.map(\.score) == signs.map { $0["score"] as? Double })
        #expect(try workplace.scored() == 0)
    }

    @Test func onlyTheSignsNamedAreLookedFor() throws {
        let file = try workplace.write(Self.clip.poseFile(), "evening.pose")
        let run = try CommandRun(
            "signify-score",
            ["freestyle", file, "--ref", "YES,yes", "--json", "--dry-run", "--db", workplace.store])
        let feedback = try JSONDecoder().decode(Feedback.self, from: Data(run.output.utf8))
        #expect(feedback.signs?.map(\.gloss) == ["YES"])
    }

    @Test func anUnknownSignIsOneLineAboutTheSign() throws {
        let file = try workplace.write(Self.clip.poseFile(), "evening.pose")
        let run = try CommandRun(
            "signify-score", ["freestyle", file, "--ref", "NOWHERE", "--db", workplace.store])
        #expect(run.status == 65)
        #expect(run.errorLines.count == 1)
        #expect(run.errors.contains("NOWHERE") && !run.errors.contains("evening"))
    }

    @Test func aBadLineEndsTheStreamWithOne() throws {
        var lines = try Self.lines()
        lines.insert("{\"rightHandLandmarks\": 3}", at: 40)
        let run = try CommandRun(
            "signify-score", ["freestyle", "-", "--db", workplace.store],
            input: Data(lines.joined(separator: "\n").utf8))
        #expect(run.status == 65)
        #expect(run.errorLines.count == 1)
        #expect(run.errors.hasPrefix("signify-score: standard input: frame 40"))
    }

    @Test(arguments: ["empty.ndjson", "missing.json", "cut.pose"])
    func badFilesAreOneLine(_ name: String) throws {
        let file = workplace.path(name)
        if name == "empty.ndjson" { try workplace.write([], name) }
        if name == "cut.pose" { try workplace.write(Array(try Self.clip.poseFile().prefix(5000)), name) }
        let run = try CommandRun("signify-score", ["freestyle", file, "--db", workplace.store])
        #expect(run.status == 65)
        #expect(run.output == "")
        #expect(run.errorLines.count == 1)
        #expect(run.errors.hasPrefix("signify-score: \(file): "))
    }

    @Test func anEmptyStreamAndOneWithoutHandsAreNoSigns() throws {
        let none = try CommandRun(
            "signify-score", ["freestyle", "-", "--db", workplace.store], input: Data())
        #expect(none.status == 65)
        #expect(none.errorLines.count == 1)
        let script = try #require(SignScript.named("HELLO"))
        let nobody = SyntheticSigner(profile: .ada, seed: 1).take(of: script, fault: .noHands).clip
        let input = Data(nobody.canonicalJSON())
        let run = try CommandRun("signify-score", ["freestyle", "-", "--db", workplace.store], input: input)
        #expect(run.status == 0)
        #expect(run.output == "")
    }
}
