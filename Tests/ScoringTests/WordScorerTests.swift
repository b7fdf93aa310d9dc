import Foundation
import Landmarks
import Scoring
import SigningSpace
import SyntheticSigner
import Testing

@Suite("Scoring a word")
struct WordScorerTests {
    @Test(
        "identical to a reference scores 100, and only that",
        arguments: ["HELLO", "PLEASE", "WANT", "HELP", "NO"])
    func identical(gloss: String) throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs[gloss])
        for take in sign.takes {
            let scored = try WordScorer().score(take, against: sign)
            #expect(scored.score == 100)
            #expect(scored.distance == 0)
            #expect(scored.feedback.moments.isEmpty)
            #expect(scored.feedback.channels.values.allSatisfy { $0.score.map { $0 == 100 } ?? true })
        }
    }

    @Test("a take is nearest to its own sign")
    func nearest() throws {
        let library = try FixtureLibrary.shared.get()
        for sign in library.signs.values {
            let attempt = try #require(sign.takes.first)
            let best = try library.signs.values.min {
                try WordScorer().distance(attempt, to: $0) < WordScorer().distance(attempt, to: $1)
            }
            #expect(best?.gloss == sign.gloss)
        }
    }

    @Test("wrong signs do not pass but one time in fifty, minimal pairs among them")
    func otherSigns() throws {
        let library = try FixtureLibrary.shared.get()
        var (passing, pairs) = ([String](), 0)
        for truth in try FixtureTruth.all() where truth.fault == nil {
            let attempt = try FixtureLibrary.attempt(truth.file)
            for sign in library.signs.values where sign.gloss != truth.sign {
                pairs += 1
                if try WordScorer().score(attempt, against: sign).feedback.passed {
                    passing.append("\(truth.sign) as \(sign.gloss)")
                }
            }
        }
        #expect(Double(passing.count) <= 0.02 * Double(pairs), "\(passing) of \(pairs)")
    }

    @Test("an attempt's best sign among all is the right one")
    func ranksFirst() throws {
        let library = try FixtureLibrary.shared.get()
        for truth in try FixtureTruth.all() where truth.fault == nil {
            let attempt = try FixtureLibrary.attempt(truth.file)
            let best = try library.signs.values.min {
                try WordScorer().distance(attempt, to: $0) < WordScorer().distance(attempt, to: $1)
            }
            #expect(best?.gloss == truth.sign, "\(truth.file)")
        }
    }

    @Test("the same input gives the same document, from any thread")
    func deterministic() async throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs["HELLO"])
        let attempt = try FixtureLibrary.attempt("hello-too-low.json")
        let expected = try WordScorer().score(attempt, against: sign)
        try await withThrowingTaskGroup(of: ScoredAttempt.self) { group in
            for _ in 0..<8 { group.addTask { try WordScorer().score(attempt, against: sign) } }
            for try await scored in group { #expect(scored == expected) }
        }
    }

    @Test("one reference, uncalibrated, still works")
    func oneReference() throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs["HELLO"])
        let alone = ReferenceSign(
            gloss: "HELLO", takes: Array(sign.takes.prefix(1)), calibration: .uncalibrated)
        #expect(try WordScorer().score(FixtureLibrary.attempt("hello.json"), against: alone).score > 90)
    }

    @Test("the feedback keeps the contract's keys and survives its JSON")
    func contract() throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs["HELLO"])
        let feedback = try WordScorer(passingScore: 80)
            .score(FixtureLibrary.attempt("hello-too-low.json"), against: sign).feedback
        let data = try JSONEncoder().encode(feedback)
        #expect(try JSONDecoder().decode(Feedback.self, from: data) == feedback)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "version", "summary", "summary_messages", "score", "passed", "passing_score", "mode",
                "reference", "channels",
                "timing",
                "moments", "strengths", "quality", "signature",
            ])
        #expect(feedback.passingScore == 80)
        #expect(feedback.moments.count <= 2)
        #expect((0...100).contains(feedback.score))
    }
}
