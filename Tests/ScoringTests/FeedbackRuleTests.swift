import Foundation
import Landmarks
import Scoring
import SigningSpace
import SyntheticSigner
import Testing

@Suite("What holds for all feedback")
struct FeedbackRuleTests {
    private static let units: Set<String> = ["degrees", "palm lengths", "shoulder widths", "times"]

    /// Every fixture attempt that shows hands, scored against its own sign and against the next one.
    private static func feedback() throws -> [(name: String, feedback: Feedback)] {
        let library = try FixtureLibrary.shared.get()
        let glosses = library.signs.keys.sorted()
        return try FixtureTruth.all().flatMap { truth -> [(String, Feedback)] in
            guard let attempt = try? FixtureLibrary.attempt(truth.file),
                let place = glosses.firstIndex(of: truth.sign)
            else { return [] }
            return try [truth.sign, glosses[(place + 1) % glosses.count]].map { gloss in
                let sign = try #require(library.signs[gloss])
                return ("\(truth.file) as \(gloss)", try WordScorer().score(attempt, against: sign).feedback)
            }
        }
    }

    @Test(
        "two corrections at most, of different channels, none of them praised; times, sizes and units exact")
    func rules() throws {
        let all = try Self.feedback()
        #expect(all.count > 60)
        for (name, feedback) in all {
            // A correction of the tempo comes in addition.
            let channels = feedback.moments.filter { !$0.message.hasPrefix("Sign it") }.map(\.channel)
            #expect(channels.count <= 2, "\(name)")
            #expect(Set(channels).count == channels.count, "\(name): \(channels)")
            #expect(Set(channels).isDisjoint(with: feedback.strengths), "\(name): \(channels)")
            #expect(!channels.contains("non_manual"), "\(name)")
            #expect(!feedback.summary.isEmpty, "\(name)")
            for moment in feedback.moments {
                #expect(feedback.summary.contains(moment.message), "\(name)")
                #expect(Self.units.contains(moment.error.unit), "\(name): \(moment.error)")
                #expect(moment.error.value > 0, "\(name): \(moment.error)")
                #expect((0...1).contains(moment.severity), "\(name)")
                #expect(moment.startS < moment.endS, "\(name)")
                #expect(moment.startS >= feedback.timing.startS - 0.01, "\(name)")
                #expect(moment.endS <= feedback.timing.endS + 0.01, "\(name)")
            }
        }
    }

    @Test("strengths come before corrections in the summary")
    func strengthsFirst() throws {
        for (name, feedback) in try Self.feedback() where !feedback.strengths.isEmpty {
            guard let message = feedback.moments.first?.message else { continue }
            let praise = try #require(feedback.summary.range(of: "Good "), "\(name)")
            let correction = try #require(feedback.summary.range(of: message), "\(name)")
            #expect(praise.lowerBound < correction.lowerBound, "\(name): \(feedback.summary)")
        }
    }

    @Test("a low score never comes without a word on what to do")
    func lowScores() throws {
        for (name, feedback) in try Self.feedback() where !feedback.passed && feedback.moments.isEmpty {
            let hasAdvice = ["Watch", "mirror", "rest", "Keep", "light"].contains(
                where: feedback.summary.contains)
            #expect(hasAdvice, "\(name): \(feedback.summary)")
        }
    }

    @Test("a mirrored recording is called mirrored, and corrected in nothing")
    func mirrored() throws {
        let library = try FixtureLibrary.shared.get()
        for truth in try FixtureTruth.all() where truth.fault == "mirrored" {
            let sign = try #require(library.signs[truth.sign])
            let feedback = try WordScorer().score(FixtureLibrary.attempt(truth.file), against: sign).feedback
            #expect(feedback.summary.contains("in a mirror"), "\(truth.file): \(feedback.summary)")
            #expect(feedback.moments.isEmpty, "\(truth.file)")
        }
    }

    @Test("of a hand that was seen too little nothing is claimed, and the warnings say so")
    func hardlySeen() throws {
        let script = try #require(SignScript.named("HELLO"))
        let fault = Fault.curledFinger(.index, .dominant)
        let clip = SyntheticSigner(profile: .gwen, seed: 42).take(of: script, fault: fault).clip
        let sign = try #require(try FixtureLibrary.shared.get().signs["HELLO"])
        let whole = try WordScorer().score(PreparedTake(clip), against: sign).feedback
        #expect(whole.moments.map(\.bodyPart) == ["right index finger"])

        // The hand is detected in every ninth frame only: the gaps are too long to be filled.
        let seen = clip.without(.rightHand, in: { !$0.isMultiple(of: 9) })
        let feedback = try WordScorer().score(PreparedTake(seen), against: sign).feedback
        #expect(!feedback.moments.contains { $0.channel == "handshape" || $0.channel == "orientation" })
        #expect(feedback.quality.warnings.contains { $0.contains("right hand was seen only") })
        #expect(feedback.strengths.isEmpty)
    }
}
