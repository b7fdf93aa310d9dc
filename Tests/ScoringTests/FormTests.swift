import Trials
import Foundation
import Landmarks
import SigningSpace
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("Form beside takes")
struct FormTests {
    private static let glosses = ["HELLO", "PLEASE", "HELP", "MOTHER", "FRIEND", "THANK-YOU"]

    private static func clip(_ gloss: String, by signer: SignerProfile = .gwen, seed: UInt64 = 7) throws
        -> LandmarkClip
    {
        let script = try #require(SignScript.named(gloss))
        return SyntheticSigner(profile: signer, seed: seed).take(of: script).clip
    }

    private static func form(_ clip: LandmarkClip, _ gloss: String) throws -> FormComparison {
        let sign = try #require(try FixtureLibrary.shared.get().signs[gloss])
        return FormComparison(
            try PreparedTake(clip).motion, with: sign.takes.map(\.motion))
    }

    @Test("beside itself a take differs in nothing", arguments: glosses)
    func identity(gloss: String) throws {
        let motion = try PreparedTake(Self.clip(gloss)).motion
        let form = FormComparison(motion, with: [motion])
        for part in HandMeasure.all {
            // Two roots of one number differ by rounding.
            #expect(form.distance(part)?.size ?? 0 < 1e-3, "\(part.name)")
        }
    }

    @Test(
        "what is right in every channel is another sign only beside a rival, or far from it",
        arguments: glosses)
    func rightForm(gloss: String) throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs[gloss])
        let attempt = try PreparedTake(Self.clip(gloss))
        func judged(_ distance: Double, rival: String? = nil, isBackwards: Bool = false) -> Judgement {
            Judgement(
                attempt, at: sign, .init(distance: distance, rival: rival, isBackwards: isBackwards))
        }
        let unlike = judged(1.3)
        try #require(unlike.channels.values.allSatisfy { $0 <= 0.8 })
        #expect(unlike.whole == nil)
        #expect(unlike.distance <= ScoreCurve.passing)
        #expect(judged(1.3, rival: "OTHER").distance > ScoreCurve.passing)
        #expect(judged(1.3, isBackwards: true).distance > ScoreCurve.passing)
        #expect(judged(1.6).whole == .otherSign)
    }

    @Test("what is moved, scaled or rolled in the picture stays as far from the takes", arguments: glosses)
    func picture(gloss: String) throws {
        let clip = try Self.clip(gloss)
        let plain = try Self.form(clip, gloss)
        for edited in [clip.translated(SIMD2(-0.2, 0.1)), clip.scaled(0.8), clip.rolled(degrees: 10)] {
            let form = try Self.form(edited, gloss)
            for part in HandMeasure.all {
                let (before, after) = (plain.distance(part)?.size, form.distance(part)?.size)
                #expect((before == nil) == (after == nil), "\(part.name)")
                let unit = LearnedConstants.formTolerance(part.measure)
                #expect(abs(Double((after ?? 0) - (before ?? 0))) < 0.15 * unit, "\(part.name)")
            }
        }
    }

    @Test(
        "a hand that is lower by so much is off by so much, in its place and in nothing else",
        arguments: glosses, [0.5, 1.0])
    func lowered(gloss: String, size: Double) throws {
        let fault = try #require(GradedFault.all.first { $0 == .handTooLow(size) })
        let clip = try Self.clip(gloss)
        let lowered = try #require(fault.applied(to: clip))
        #expect(lowered != clip)
        let (plain, form) = (try Self.form(clip, gloss), try Self.form(lowered, gloss))
        let places = SigningSpace.HandRole.allCases.compactMap { role -> Double? in
            guard let before = plain.distance(HandMeasure(role, .place)),
                let after = form.distance(HandMeasure(role, .place))
            else { return nil }
            return Double(after.size - before.size)
        }
        #expect(abs(try #require(places.max()) - size) < 0.25, "\(places)")
        for role in SigningSpace.HandRole.allCases {
            for measure in [FormMeasure.finger, .fingers] {
                let (before, after) = (
                    plain.distance(HandMeasure(role, measure))?.size,
                    form.distance(HandMeasure(role, measure))?.size
                )
                #expect(abs((after ?? 0) - (before ?? 0)) < 0.3, "\(measure)")
            }
        }
    }

    @Test("each fault on a clean take fails, and more of it never costs less", arguments: glosses)
    func graded(gloss: String) throws {
        let sign = try #require(try FixtureLibrary.shared.get().signs[gloss])
        let clip = try Self.clip(gloss)
        func score(_ clip: LandmarkClip) throws -> Double {
            try WordScorer().score(PreparedTake(clip), against: sign).score
        }
        let clean = try score(clip)
        #expect(clean >= 90)
        for chain: [GradedFault] in [
            [.handTooLow(0.25), .handTooLow(0.5), .handTooLow(1)],
            [.palmTurned(30), .palmTurned(60), .palmTurned(90)],
            [.fingers(0.5), .fingers(1)],
        ] {
            let scores = try chain.map { try score(#require($0.applied(to: clip))) }
            #expect(try #require(scores.last) < 70, "\(chain[0].name): \(scores)")
            #expect(zip([clean] + scores, scores).allSatisfy { $1 <= $0 + 1 }, "\(chain[0].name): \(scores)")
        }
    }

    @Test(
        "tolerances narrow where takes are alike, by the number of signers, and never widen beyond the learned ones"
    )
    func tolerances() throws {
        func takes(_ signers: [SignerProfile], named: (SignerProfile) -> String) throws -> [PreparedTake] {
            try signers.map { try PreparedTake(Self.clip("HELLO", by: $0, seed: 3), signer: named($0)) }
        }
        let people: [SignerProfile] = [.ada, .bruno, .chiara, .gwen]
        let many = FormTolerances.measured(try takes(people, named: \.name))
        let one = FormTolerances.measured(try takes(people) { _ in "one" })
        #expect(many.keys.contains("dominant.place"))
        for (name, factor) in many {
            #expect((0.2...FormConstants.widest).contains(factor), "\(name)")
            #expect(factor <= (one[name] ?? 1) + 1e-9, "\(name): what several people agree on says more")
        }
        #expect(one.values.allSatisfy { $0 >= 0.9 })
        #expect(FormTolerances.measured(try takes([.ada], named: \.name)).isEmpty)
        // With few takes, tolerances are wider.
        let place = HandMeasure(.dominant, .place)
        let tolerances = [1, 2, 3, 4].map { FormTolerances(factors: [:], takes: $0)(place) }
        #expect(tolerances == tolerances.sorted(by: >))
    }

    @Test("a recording without a pose takes no fault")
    func withoutPose() {
        let layout = LandmarkLayout(parts: [.leftHand, .rightHand])
        let landmarks = 5 * layout.landmarkCount
        let clip = LandmarkClip(
            layout: layout, facts: SourceFacts(), frameCount: 5, timestamps: nil,
            values: [Float](repeating: 0.5, count: landmarks * LandmarkClip.stride),
            flags: [LandmarkFlags](repeating: [], count: landmarks))
        for fault in GradedFault.all { #expect(fault.applied(to: clip) == nil) }
    }

    @Test("a sign that is made at the height of rest is told to be raised")
    func atTheHeightOfRest() throws {
        var judged = 0
        for (gloss, size) in [
            ("PLEASE", 1.25), ("PLEASE", 1.5), ("SORRY", 1.25), ("SORRY", 1.5), ("MORE", 1.25),
        ] {
            let clip = try #require(GradedFault.handTooLow(size).applied(to: Self.clip(gloss)))
            let attempt = try PreparedTake(clip)
            guard attempt.clip.isStill else { continue }
            judged += 1
            let sign = try #require(try FixtureLibrary.shared.get().signs[gloss])
            let feedback = try WordScorer().score(attempt, against: sign).feedback
            #expect(!feedback.passed)
            let first = try #require(feedback.moments.first, "\(gloss): \(feedback.summary)")
            #expect(first.message.hasPrefix("Raise"), "\(gloss): \(feedback.summary)")
        }
        #expect(judged > 0)
    }

    @Test("a repeated movement that is made once is told so, and one made as often is not")
    func repetition() throws {
        let gloss = "HELLO"
        let base = try #require(SignScript.named("MORE"))
        func script(_ cycles: Double) -> SignScript {
            var script = base
            for place in script.keys.indices {
                script.keys[place].oscillation = Oscillation(.shake([0.18, 0, 0]), cycles: cycles)
                script.keys[place].hold = 1.6
            }
            return script
        }
        func take(_ cycles: Double, _ signer: SignerProfile, _ seed: UInt64) throws -> PreparedTake {
            try PreparedTake(
                SyntheticSigner(profile: signer, seed: seed).take(of: script(cycles)).clip,
                signer: signer.name)
        }
        let takes = try [SignerProfile.ada, .bruno, .chiara].map { try take(3, $0, 5) }
        let calibration = SignCalibration.measured(takes: takes, cohort: [])
        let sign = ReferenceSign(gloss: gloss, takes: takes, calibration: calibration)
        let often = try WordScorer().score(take(3, .gwen, 9), against: sign).feedback
        #expect(!often.moments.contains { $0.message.hasPrefix("Repeat") }, "\(often.summary)")
        let once = try WordScorer().score(take(1, .gwen, 9), against: sign).feedback
        #expect(once.moments.contains { $0.message.hasPrefix("Repeat") }, "\(once.summary)")
        #expect(once.score < 90)
    }
}
