import Foundation
import Landmarks
import SyntheticSigner
import Testing

@testable import SigningSpace

@Suite("The movement of a hand, in natural units")
struct HandMotionTests {
    private static func motion(
        _ fault: Fault? = nil, profile: SignerProfile = .ada, gloss: String = "HELLO"
    ) throws -> HandMotion {
        let script = try #require(SignScript.named(gloss))
        let clip = SyntheticSigner(profile: profile, noise: NoiseModel.none, seed: 5)
            .take(of: script, fault: fault).clip
        return HandMotion(try SigningClip(clip), role: .dominant)
    }

    private static func middle(_ motion: HandMotion) throws -> HandMotion.Posture {
        try #require(motion.postures[motion.postures.count / 2])
    }

    @Test("a flat hand's fingers are nearly straight, and a curled one shows in its own finger only")
    func bends() throws {
        let flat = try Self.middle(try Self.motion())
        let curled = try Self.middle(try Self.motion(.curledFinger(.middle, .dominant)))
        for finger in 1..<5 {
            #expect(flat.bends[finger] < 45)
            let change = curled.bends[finger] - flat.bends[finger]
            #expect(finger == 2 ? change > 150 : abs(change) < 20, "finger \(finger): \(change)")
        }
    }

    @Test("either palm can face the camera, and a rotation by 180° turns it away")
    func facing() throws {
        for profile in [SignerProfile.ada, .dev] {
            let towards = try Self.middle(try Self.motion(profile: profile))
            let away = try Self.middle(
                try Self.motion(.turnedPalm(degrees: 180, .dominant), profile: profile))
            #expect(towards.facing.z < -0.6, "\(profile.name)")
            #expect(away.facing.z > 0.6, "\(profile.name)")
            #expect(towards.pointing.y < -0.5, "\(profile.name)")
        }
    }

    @Test("a stretched thumb reaches farther than one across the fingers")
    func thumb() throws {
        let across = try Self.middle(try Self.motion(gloss: "YES"))
        let out = try Self.middle(try Self.motion(.straightFinger(.thumb, .dominant), gloss: "YES"))
        #expect(out.thumbReach > across.thumbReach + 0.3)
    }

    @Test("places are in shoulder widths: a sign lower by half a shoulder width is 0.5 farther down")
    func places() throws {
        let clean = try Self.motion()
        let low = try Self.motion(.tooLow(0.5))
        let highest = { (motion: HandMotion) in motion.places.compactMap { $0?.y }.min() ?? 0 }
        #expect(abs(highest(low) - highest(clean) - 0.5) < 0.1)
    }

    @Test("a motion mirrored or reversed twice is unchanged")
    func twice() throws {
        let motion = try Self.motion(profile: .emi)
        #expect(motion.mirrored().mirrored().postures == motion.postures)
        #expect(motion.mirrored().mirrored().places == motion.places)
        #expect(motion.reversed().reversed().postures == motion.postures)
        #expect(motion.reversed().places.first == motion.places.last)
    }
}
