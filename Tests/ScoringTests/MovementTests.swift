import Landmarks
import SigningSpace
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("Movement that is not the sign's")
struct MovementTests {
    private static func sign(_ gloss: String) throws -> ReferenceSign {
        try #require(try FixtureLibrary.shared.get().signs[gloss])
    }

    private static func clip(
        _ gloss: String, by signer: SignerProfile, fault: Fault? = nil, seed: UInt64 = 81
    ) throws -> LandmarkClip {
        let script = try #require(SignScript.named(gloss))
        return SyntheticSigner(profile: signer, seed: seed).take(of: script, fault: fault).clip
    }

    private static func isBackwards(_ attempt: PreparedTake, _ sign: ReferenceSign) throws -> Bool {
        try WordScorer().nearestTake(of: sign, to: DirectedAttempt(attempt)).isBackwards
    }

    /// The clip frozen at a frame. In the middle of the sign the posture is one of the sign; in the first
    /// frame the hands rest.
    private static func held(_ clip: LandmarkClip, from frame: Int) -> LandmarkClip {
        clip.cut(frame..<clip.frameCount).frozen()
    }

    private static let moving = ["HELLO", "PLEASE", "THANK-YOU", "HELP", "GOOD", "FINISH"]

    @Test("a sign held still does not pass", arguments: moving, [SignerProfile.gwen, .dev])
    func heldStill(gloss: String, signer: SignerProfile) throws {
        let sign = try Self.sign(gloss)
        let clip = try Self.clip(gloss, by: signer)
        for share in [0.4, 0.6] {
            let frame = Int(share * Double(clip.frameCount))
            let attempt = try PreparedTake(Self.held(clip, from: frame))
            let scored = try WordScorer().score(attempt, against: sign)
            #expect(!scored.feedback.passed, "\(share): \(scored.score)")
        }
    }

    @Test("a recording frozen at its first frame does not pass", arguments: moving)
    func frozen(gloss: String) throws {
        let sign = try Self.sign(gloss)
        // Folded hands are in view from the start; hanging hands are below the picture, so no hand is ever
        // detected.
        let folded = try PreparedTake(Self.clip(gloss, by: .bruno).frozen())
        #expect(try !WordScorer().score(folded, against: sign).feedback.passed)
        let hanging = try Self.clip(gloss, by: .gwen)
        #expect(throws: SigningSpaceError.noHands(frames: hanging.frameCount)) {
            try PreparedTake(hanging.frozen())
        }
    }

    @Test("noise passes no sign of the library", arguments: ReferenceRecording.glosses)
    func noise(gloss: String) throws {
        // Each sign has its own noise.
        let seed = gloss.utf8.reduce(0) { 31 &* $0 &+ UInt64($1) }
        let attempt = try PreparedTake(Self.clip("PLEASE", by: .gwen).replacedByNoise(seed: seed))
        let scored = try WordScorer().score(attempt, against: Self.sign(gloss))
        #expect(!scored.feedback.passed, "\(scored.score)")
    }

    // HELP and WANT have a direction too, but hardly more than takes of a sign differ: they pass backwards. So may
    // THANK-YOU, a straight way that is nearly as near when played backwards.
    @Test(
        "a sign with a direction does not pass backwards",
        arguments: ["HELLO", "GOOD", "FINISH", "FRIEND"], [SignerProfile.gwen, .dev, .emi])
    func backwards(gloss: String, signer: SignerProfile) throws {
        let attempt = try PreparedTake(Self.clip(gloss, by: signer, fault: .reversed))
        let sign = try Self.sign(gloss)
        #expect(try !WordScorer().score(attempt, against: sign).feedback.passed)
        #expect(try Self.isBackwards(attempt, sign))
    }

    @Test("the fixture that is played backwards does not pass")
    func backwardsFixture() throws {
        let attempt = try FixtureLibrary.attempt("hello-reversed.pose")
        #expect(try !WordScorer().score(attempt, against: Self.sign("HELLO")).feedback.passed)
    }

    @Test("empty-handed is an error, and hands that stay at rest do not pass", arguments: moving)
    func emptyHanded(gloss: String) throws {
        let none = try Self.clip(gloss, by: .gwen, fault: .noHands)
        #expect(throws: SigningSpaceError.noHands(frames: none.frameCount)) { try PreparedTake(none) }
        // Bruno's folded hands are always in view.
        let idle = try PreparedTake(Self.clip(gloss, by: .bruno, fault: .standingStill))
        #expect(try !WordScorer().score(idle, against: Self.sign(gloss)).feedback.passed)
    }

    @Test("identical to a take scores 100, however still the take")
    func identical() throws {
        for gloss in ReferenceRecording.glosses {
            let sign = try Self.sign(gloss)
            for take in sign.takes { #expect(try WordScorer().score(take, against: sign).score == 100) }
        }
    }
}
