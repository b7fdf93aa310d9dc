import Landmarks
import SyntheticSigner
import Testing

@testable import SigningSpace

@Suite("From image landmarks to signing space")
struct SigningClipTests {
    private static func hello(
        profile: SignerProfile = .ada, camera: (inout CameraModel) -> Void = { _ in }
    ) throws -> LandmarkClip {
        var model = profile.camera
        camera(&model)
        let script = try #require(SignScript.named("HELLO"))
        return SyntheticSigner(profile: profile, camera: model, noise: NoiseModel.none, seed: 1).take(
            of: script
        ).clip
    }

    /// The largest distance between two tracks' points where both are seen, in shoulder widths.
    private static func gap(_ a: SigningClip, _ b: SigningClip) -> Float {
        var worst: Float = 0
        for role in SigningSpace.HandRole.allCases {
            let (left, right) = (a.hands[role.rawValue], b.hands[role.rawValue])
            for frame in 0..<min(a.frameCount, b.frameCount) where left.seen[frame] && right.seen[frame] {
                for point in 0..<21 {
                    let difference = left[frame, point] - right[frame, point]
                    worst = max(
                        worst, (difference.x * difference.x + difference.y * difference.y).squareRoot())
                }
            }
        }
        return worst
    }

    /// A clip with every image landmark moved; x and y are in image widths and heights.
    private static func moved(
        _ clip: LandmarkClip, facts: SourceFacts? = nil, _ move: (SIMD2<Float>) -> SIMD2<Float>
    ) -> LandmarkClip {
        var values = clip.values
        for landmark in clip.flags.indices where clip.flags[landmark].contains(.present) {
            let place = move(SIMD2(values[4 * landmark], values[4 * landmark + 1]))
            (values[4 * landmark], values[4 * landmark + 1]) = (place.x, place.y)
        }
        return LandmarkClip(
            layout: clip.layout, facts: facts ?? clip.facts, frameCount: clip.frameCount,
            timestamps: clip.timestamps, values: values, flags: clip.flags)
    }

    @Test("translation and scale change nothing")
    func similarity() throws {
        let clip = try Self.hello()
        let original = try SigningClip(clip)
        let other = try SigningClip(Self.moved(clip) { 0.7 * $0 + SIMD2(0.11, -0.07) })
        #expect(other.frameCount == original.frameCount)
        // z is not scaled, so the gap measures x and y.
        #expect(Self.gap(original, other) < 2e-3)
    }

    @Test("roll is removed", arguments: [-15.0, -5, 5, 15])
    func roll(degrees: Double) throws {
        let clip = try Self.hello()
        let aspect = Float(clip.aspectRatio)
        let (s, c) = (Float(sinDegrees(degrees)), Float(cosDegrees(degrees)))
        let rolled = Self.moved(clip) { point in
            let x = point.x - 0.5
            let y = (point.y - 0.5) / aspect
            return SIMD2(c * x - s * y + 0.5, (s * x + c * y) * aspect + 0.5)
        }
        #expect(Self.gap(try SigningClip(clip), try SigningClip(rolled)) < 2e-3)
    }

    @Test("a recording stated as mirrored gives the same signing")
    func mirroredWithFlag() throws {
        let plain = try SigningClip(Self.hello())
        let mirrored = try SigningClip(Self.hello { $0.mirrored = true })
        #expect(mirrored.dominantHand == plain.dominantHand)
        #expect(mirrored.frameCount == plain.frameCount)
        #expect(Self.gap(plain, mirrored) < 2e-3)
    }

    @Test("coordinates flipped without their names are flipped back")
    func flippedCoordinates() throws {
        let clip = try Self.hello()
        let flipped = Self.moved(clip) { SIMD2(1 - $0.x, $0.y) }
        let (plain, turned) = (try SigningClip(clip), try SigningClip(flipped))
        #expect(turned.dominantHand == plain.dominantHand)
        #expect(Self.gap(plain, turned) < 2e-3)
    }

    @Test("unstated left-handedness is detected, and the signer laid out as right-handed")
    func leftHanded() throws {
        var clip = try Self.hello(profile: .dev)
        clip.facts.dominantHand = nil
        let space = try SigningClip(clip)
        #expect(space.dominantHand == .left)
        #expect(!space.dominantHandIsStated)
        #expect(space.side(of: .other) == .right)
        clip.facts.dominantHand = .right
        #expect(try SigningClip(clip).dominantHand == .right)
    }

    @Test("15, 30 and 60 frames a second show the same hands", arguments: [15.0, 60])
    func frameRates(fps: Double) throws {
        let reference = try SigningClip(Self.hello { $0.fps = 30 })
        let other = try SigningClip(Self.hello { $0.fps = fps })
        #expect(abs(reference.startTime - other.startTime) < 0.07)
        #expect(abs(reference.duration - other.duration) < 0.1)
    }

    @Test("rest before and after is trimmed, wherever the image ends", arguments: [0.45, 0.72])
    func trimming(shoulderLine: Double) throws {
        let script = try #require(SignScript.named("HELLO"))
        var camera = SignerProfile.ada.camera
        camera.shoulderLine = shoulderLine
        let take = SyntheticSigner(profile: .ada, camera: camera, noise: NoiseModel.none, seed: 1).take(
            of: script)
        let space = try SigningClip(take.clip)
        #expect(space.frameCount < take.clip.frameCount)
        #expect(space.startTime <= take.truth.start + 0.05)
        #expect(space.startTime > take.truth.start - 0.5)
        #expect(space.startTime + space.duration >= take.truth.end - 0.05)
    }

    @Test("recordings that cannot enter signing space are refused")
    func refuses() throws {
        let clip = try Self.hello()
        #expect(throws: SigningSpaceError.tooShort(frames: 1)) { try SigningClip(clip.keeping(frames: [0])) }
        let hands = clip.layout.parts.filter { $0 == .leftHand || $0 == .rightHand }
        #expect(throws: SigningSpaceError.noHands(frames: clip.frameCount)) {
            try SigningClip(clip.forgetting(hands))
        }
        let late = LandmarkClip(
            layout: clip.layout, facts: clip.facts, frameCount: clip.frameCount,
            timestamps: (0..<clip.frameCount).map { $0 == clip.frameCount - 1 ? 1e12 : Double($0) / 30 },
            values: clip.values, flags: clip.flags)
        #expect(throws: SigningSpaceError.sparse(frames: clip.frameCount, seconds: 1e12)) {
            try SigningClip(late)
        }
    }

    @Test("hands without a body have a handshape")
    func handsOnly() throws {
        let clip = try Self.hello()
        let space = try SigningClip(clip.forgetting([.pose]))
        #expect(!space.hasBody)
        let features = SignFeatures(space)
        #expect(features.seen(.dominantHandshape).contains(true))
        #expect(!features.seen(.dominantLocation).contains(true))
        #expect(space.warnings.contains { $0.code == .bodyUnseen })
    }
}
