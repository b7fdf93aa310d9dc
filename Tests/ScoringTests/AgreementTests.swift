import Foundation
import Landmarks
import Scoring
import SigningSpace
import Testing

/// Score, channels, corrections, strengths and verdict are derived from one judgement, so none contradicts
/// another.
@Suite("Score and words agree")
struct AgreementTests {
    private static let tempo: Set<String> = ["Sign it more slowly.", "Sign it faster."]

    /// Every fixture attempt that shows hands, against every fourth sign and its own.
    private static let all = Result { () throws -> [(name: String, feedback: Feedback)] in
        let library = try FixtureLibrary.shared.get()
        let glosses = library.signs.keys.sorted()
        return try FixtureTruth.all().enumerated().flatMap { place, truth -> [(String, Feedback)] in
            guard let attempt = try? FixtureLibrary.attempt(truth.file) else { return [] }
            let others = glosses.enumerated().filter { ($0.offset + place).isMultiple(of: 4) }.map(\.element)
            return try Set(others + [truth.sign]).sorted().map { gloss in
                let sign = try #require(library.signs[gloss])
                return ("\(truth.file) as \(gloss)", try WordScorer().score(attempt, against: sign).feedback)
            }
        }
    }

    private static func corrections(_ feedback: Feedback) -> [Feedback.Moment] {
        feedback.moments.filter { !tempo.contains($0.message) }
    }

    @Test("90 and more has nothing to correct, and what is corrected costs its channel and the score as much")
    func corrections() throws {
        let all = try Self.all.get()
        #expect(all.count > 150)
        var corrected = 0
        for (name, feedback) in all {
            for moment in Self.corrections(feedback) {
                corrected += 1
                #expect(feedback.score < 90, "\(name): \(moment.message)")
                let channel = feedback.channels[moment.channel]?.score
                #expect(try #require(channel) < 90, "\(name): \(moment.message)")
            }
        }
        #expect(corrected > 50)
    }

    @Test("the score is that of the worst channel, or lower where it is another sign")
    func worst() throws {
        for (name, feedback) in try Self.all.get() {
            let worst = feedback.channels.filter { $0.key != "non_manual" }.compactMap(\.value.score).min()
            #expect(feedback.score <= worst ?? 100, "\(name)")
        }
    }

    @Test("a face is scored where both sides show one, and a rest is noted where it is the fault")
    func evidence() throws {
        var faces = 0
        for (name, feedback) in try Self.all.get() {
            let hasFace = feedback.channels["non_manual"]?.score != nil
            #expect(!hasFace || name.contains("face"), "\(name)")
            faces += hasFace ? 1 : 0
            if !feedback.moments.isEmpty {
                #expect(!feedback.quality.warningCodes.contains("at_rest"), "\(name)")
            }
        }
        #expect(faces == 0, "no reference that comes with the engine has a face")
    }

    @Test("what is praised has 90 and more, and is not corrected")
    func strengths() throws {
        for (name, feedback) in try Self.all.get() {
            for channel in feedback.strengths {
                #expect(try #require(feedback.channels[channel]?.score) >= 90, "\(name)")
                #expect(!Self.corrections(feedback).map(\.channel).contains(channel), "\(name)")
            }
        }
    }

    @Test("whatever fails says why")
    func reasons() throws {
        let reasons = ["looks", "another sign", "seen", "rest", "unsteady"]
        for (name, feedback) in try Self.all.get() where !feedback.passed {
            let isSaid =
                !Self.corrections(feedback).isEmpty || reasons.contains(where: feedback.summary.contains)
            #expect(isSaid, "\(name): \(feedback.summary)")
        }
    }

    @Test("what was not seen does not pass, has no score, and is named; what passes reaches its score")
    func unseen() throws {
        var hidden = 0
        for (name, feedback) in try Self.all.get() {
            let reaches = feedback.score >= feedback.passingScore
            #expect(feedback.passed == (reaches && feedback.quality.unseenHands.isEmpty), "\(name)")
            guard !feedback.quality.unseenHands.isEmpty else { continue }
            hidden += 1
            for hand in feedback.quality.unseenHands {
                #expect(
                    feedback.quality.warnings.contains { $0.contains("\(hand) hand") }
                        || feedback.summary.contains("mirror"), "\(name)")
            }
        }
        #expect(hidden >= 4)
    }

    @Test("a tempo that is off is said last and costs nothing")
    func tempo() throws {
        var hurried = 0
        for (name, feedback) in try Self.all.get() {
            let places = feedback.moments.indices.filter { Self.tempo.contains(feedback.moments[$0].message) }
            guard let place = places.first else { continue }
            #expect(places.count == 1 && place == feedback.moments.count - 1, "\(name)")
            if feedback.moments.count == 1, feedback.score >= 90 { hurried += 1 }
        }
        #expect(hurried >= 6)
    }
}
