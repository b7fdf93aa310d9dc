import Landmarks
import RecordingCheck
import SyntheticSigner
import Testing

@testable import SigningSpace

@Suite("Features against the naive ones")
struct SignFeaturesTests {
    /// The number of compared numbers.
    private static func check(_ clip: SigningClip) -> Int {
        let features = SignFeatures(clip)
        let naive = NaiveFeatures(clip)
        var compared = 0
        for group in FeatureGroup.allCases {
            let (values, seen) = (features.values(group), features.seen(group))
            #expect(values.count == clip.frameCount * group.width)
            #expect(seen == naive.frames.map { $0[group] != nil }, "\(group)")
            // Equal to the last bit: scores stored with a sign must not change.
            let expected = naive.frames.flatMap { $0[group] ?? Array(repeating: 0, count: group.width) }
            #expect(values == expected, "\(group)")
            compared += seen.count(where: \.self) * group.width
        }
        return compared
    }

    @Test("of hostile recordings", arguments: 0..<60 as Range<UInt64>)
    func hostile(seed: UInt64) throws {
        let recording = HostileClip.random(seed: seed)
        for trimsRest in [true, false] {
            #expect(
                Self.check(try SigningClip(CheckedRecording(asItIs: recording), trimsRest: trimsRest)) > 0)
        }
    }

    @Test("of one frame and of a few")
    func short() throws {
        let clip = try SigningClip(CheckedRecording(asItIs: HostileClip.random(seed: 9)), trimsRest: false)
        for frames in 1...3 {
            for start in 0...clip.frameCount - frames {
                _ = Self.check(clip.trimmed(to: start..<start + frames))
            }
        }
    }

    @Test("of signs, with a face and without", arguments: ["HELLO", "WANT", "WHERE"])
    func signs(gloss: String) throws {
        let script = try #require(SignScript.named(gloss))
        for profile in [SignerProfile.ada, .bruno] {
            let signer = SyntheticSigner(
                profile: profile, noise: NoiseModel(), parts: [.pose, .face, .leftHand, .rightHand], seed: 3)
            let recording = signer.take(of: script).clip
            #expect(Self.check(try SigningClip(recording)) > 1000)
            #expect(Self.check(try SigningClip(recording.forgetting([.pose]))) > 1000)
        }
    }

    @Test("the palm is the hand's, else the arm's end")
    func palms() throws {
        for seed in 0..<20 as Range<UInt64> {
            let recording = HostileClip.random(seed: seed)
            let clip = try SigningClip(CheckedRecording(asItIs: recording), trimsRest: false)
            let tracks = SignerTracks(
                recording, timeline: try Timeline(recording),
                frame: BodyFrame.fitted(to: recording, mirrored: recording.facts.mirrored ?? false))
            let laidOut = clip.dominantHand == .right ? tracks : tracks.reflected()
            let arms = [laidOut.rightWrist, laidOut.leftWrist]
            for role in SigningSpace.HandRole.allCases {
                let (hand, arm) = (clip.hands[role.rawValue], arms[role.rawValue])
                for frame in 0..<clip.frameCount {
                    let points = (0..<21).map { hand[frame, $0] }
                    let expected =
                        hand.seen[frame]
                        ? NaiveFeatures.palmCentre(points) : arm.seen[frame] ? arm[frame, 0] : nil
                    #expect(clip.palmCentre(role, frame: frame) == expected)
                }
            }
        }
    }
}
