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

    @Test("wrong signs fail nine times in ten, and none is nearer than the right one")
    func otherSigns() throws {
        let library = try FixtureLibrary.shared.get()
        let glosses = library.signs.keys.sorted()
        var passing = 0
        for gloss in glosses {
            let attempt = try #require(library.signs[gloss]?.takes.first)
            let ranks = try glosses.map { other in
                let sign = try #require(library.signs[other])
                return (other, try WordScorer().distance(attempt, to: sign))
            }
            #expect(ranks.min { $0.1 < $1.1 }?.0 == gloss)
            passing += ranks.count { $0.1 <= 1 && $0.0 != gloss }
        }
        // The threshold errs 9 % of the time either way on real takes; the fixtures hold minimal pairs on purpose.
        #expect(Double(passing) <= 0.1 * Double(glosses.count * (glosses.count - 1)), "\(passing) pass")
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
                "version", "summary", "score", "passed", "passing_score", "mode", "reference", "channels",
                "timing",
                "moments", "strengths", "quality", "signature",
            ])
        #expect(feedback.passingScore == 80)
        #expect(feedback.moments.count <= 2)
        #expect((0...100).contains(feedback.score))
    }
}
