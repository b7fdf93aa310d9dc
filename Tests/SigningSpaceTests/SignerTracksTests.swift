import Landmarks
import SyntheticSigner
import Testing

@testable import SigningSpace

@Suite("Tracks against the naive ones")
struct SignerTracksTests {
    private static func expectEqual(_ track: Track, _ naive: NaiveSigner.Part, _ name: Comment) {
        #expect(track.frameCount == naive.count, name)
        #expect(track.seen == naive.map { $0 != nil }, name)
        for (frame, points) in naive.enumerated() {
            for point in 0..<track.pointCount {
                // Equal to the last bit: scores stored with a sign must not change.
                #expect(track[frame, point] == points?[point] ?? .zero, name)
            }
        }
        #expect(track.points.allSatisfy { $0.w == 0 }, name)
    }

    private static func check(_ clip: LandmarkClip) throws {
        let timeline = try Timeline(clip)
        let mirrored = clip.facts.mirrored ?? false
        let frame = NaiveSigner.frame(clip, mirrored: mirrored)
        let fitted = BodyFrame.fitted(to: clip, mirrored: mirrored)
        #expect(fitted.origin == frame.origin && fitted.scale == frame.scale)
        #expect(fitted.rotation == frame.rotation)
        #expect(fitted.isMirrored == frame.isMirrored)
        #expect(fitted.hasBody == frame.hasBody)

        let tracks = SignerTracks(clip, timeline: timeline, frame: fitted)
        let naive = NaiveSigner(clip: clip, timeline: timeline, frame: frame)
        let (left, right): (LandmarkPart, LandmarkPart) =
            frame.isMirrored ? (.rightHand, .leftHand) : (.leftHand, .rightHand)
        expectEqual(tracks.leftHand, naive.part(left, Array(0..<21)), "left hand")
        expectEqual(tracks.rightHand, naive.part(right, Array(0..<21)), "right hand")
        let arms = frame.isMirrored ? [[16, 18, 20], [15, 17, 19]] : [[15, 17, 19], [16, 18, 20]]
        expectEqual(tracks.leftWrist, naive.wrist(arms[0]), "left wrist")
        expectEqual(tracks.rightWrist, naive.wrist(arms[1]), "right wrist")
        expectEqual(tracks.head, naive.part(.pose, frame.isMirrored ? [0, 8, 7] : [0, 7, 8]), "head")
        let places = FaceLandmark.allCases.map { (frame.isMirrored ? $0.mirrored : $0).meshIndex }
        expectEqual(tracks.face, naive.part(.face, places), "face")
    }

    @Test("of hostile recordings", arguments: 0..<60 as Range<UInt64>)
    func hostile(seed: UInt64) throws { try Self.check(HostileClip.random(seed: seed)) }

    @Test("of a signer, at any camera angle", arguments: [false, true], [10.0, 30, 47])
    func signer(isMirrored: Bool, fps: Double) throws {
        var camera = SignerProfile.bruno.camera
        camera.mirrored = isMirrored
        camera.fps = fps
        let script = try #require(SignScript.named("WANT"))
        let signer = SyntheticSigner(profile: .bruno, camera: camera, noise: NoiseModel(), seed: 3)
        try Self.check(signer.take(of: script).clip)
    }

    @Test("without a person nothing is seen")
    func nobody() throws {
        let clip = HostileClip.random(seed: 1).forgetting([.pose, .leftHand, .rightHand])
        try Self.check(clip)
        let tracks = SignerTracks(
            clip, timeline: try Timeline(clip), frame: BodyFrame.fitted(to: clip, mirrored: false))
        #expect(!tracks.leftHand.seen.contains(true) && !tracks.head.seen.contains(true))
    }
}
