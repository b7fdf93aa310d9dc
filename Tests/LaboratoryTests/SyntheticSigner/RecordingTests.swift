import Landmarks
import Testing

@testable import SyntheticSigner

@Suite struct RecordingTests {
    private static let all: [LandmarkPart] = [.pose, .face, .leftHand, .rightHand]

    @Test func theSameArgumentsGiveTheSameBits() throws {
        let script = try #require(SignScript.named("HELLO"))
        let signer = SyntheticSigner(profile: .farid, parts: Self.all, seed: 9)
        #expect(signer.take(of: script) == signer.take(of: script))
        let other = SyntheticSigner(profile: .farid, parts: Self.all, seed: 10)
        #expect(signer.take(of: script).clip.values != other.take(of: script).clip.values)
    }

    /// Recorded once; with another value every fixture must be written again.
    @Test func helloIsWhatItWas() throws {
        let script = try #require(SignScript.named("HELLO"))
        let clip = SyntheticSigner(profile: .ada, parts: Self.all, seed: 1).take(of: script).clip
        #expect(fingerprint(clip.values) == 10512923300602770334)
    }

    @Test func valuesAreQuantised() throws {
        let script = try #require(SignScript.named("SIGN"))
        let clip = SyntheticSigner(profile: .emi, parts: Self.all, seed: 3).take(of: script).clip
        #expect(clip.values.allSatisfy { ($0 * 65536).rounded() == $0 * 65536 })
        #expect(clip.values.allSatisfy { $0.isFinite && abs($0) < 10 })
    }

    @Test func theFrameRateDoesNotChangeTheMovement() throws {
        let script = try #require(SignScript.named("FRIEND"))
        var profile = SignerProfile.ada
        profile.noise = .none
        for slow in [15.0, 30] {
            profile.camera.fps = 60
            let fast = SyntheticSigner(profile: profile, seed: 5).take(of: script).clip
            profile.camera.fps = slow
            let clip = SyntheticSigner(profile: profile, seed: 5).take(of: script).clip
            let row = clip.layout.landmarkCount * LandmarkClip.stride
            for frame in 0..<clip.frameCount {
                let twin = frame * Int(60 / slow)
                #expect(
                    clip.values[frame * row..<(frame + 1) * row]
                        == fast.values[twin * row..<(twin + 1) * row])
            }
        }
    }

    @Test func timestampsFollowTheFrameRate() throws {
        let script = try #require(SignScript.named("YES"))
        for profile in SignerProfile.people {
            let take = SyntheticSigner(profile: profile, seed: 2).take(of: script)
            let times = try #require(take.clip.timestamps)
            #expect(times == (0..<take.clip.frameCount).map { Double($0) / profile.camera.fps })
            #expect(take.clip.facts.fps == profile.camera.fps)
            #expect(take.clip.facts.dominantHand == profile.dominantHand)
            #expect(0 < take.truth.start && take.truth.start < take.truth.end)
            #expect(take.truth.end < (times.last ?? 0))
        }
    }

    @Test func mirroringTwiceChangesNothing() throws {
        let script = try #require(SignScript.named("LEARN"))
        let clip = SyntheticSigner(profile: .dev, parts: Self.all, seed: 4).take(of: script).clip
        #expect(clip.mirrored() != clip)
        #expect(clip.mirrored().mirrored() == clip)
        var camera = SignerProfile.dev.camera
        camera.mirrored = true
        let selfie = SyntheticSigner(profile: .dev, camera: camera, parts: Self.all, seed: 4)
            .take(of: script).clip
        #expect(selfie.values == clip.mirrored().values)
        #expect(selfie.facts.mirrored == true && clip.facts.mirrored == false)
    }

    @Test func everyFacePointHasItsTwin() {
        let face = FaceModel.landmarks(HeadPose())
        #expect(face.count == 468)
        for (landmark, point) in face.enumerated() {
            let twin = FaceModel.twin(of: landmark)
            #expect(FaceModel.twin(of: twin) == landmark)
            #expect((face[twin] - point.acrossBody).length < 1e-12)
        }
        // The mesh's numbers: the signer's right eye is 33, the left eye 263, the chin 152.
        #expect(face[33].x < face[133].x && face[263].x > face[362].x)
        #expect(face[152].y == face.map(\.y).min())
        let open = FaceModel.landmarks(HeadPose(mouthOpening: 1, browRaise: 1))
        #expect(open[14].y < face[14].y - 0.03 && open[13] == face[13])
        #expect(open[105].y > face[105].y + 0.02 && open[159] == face[159])
    }

    @Test func handsAreLostAsOftenAsTheModelSays() {
        for (share, length) in [(0.0, 0.1), (0.1, 0.2), (0.4, 0.5), (1, 1)] {
            var noise = NoiseModel.none
            noise.dropoutShare = share
            noise.dropoutLength = length
            var dropout = Dropout(noise, fps: 30, seed: 11, purpose: .leftDropout)
            let lost = (0..<60000).map { _ in dropout.losesNext(speed: 0) }
            let found = Double(lost.count(where: \.self)) / 60000
            #expect(abs(found - share) < 0.03)
            let runs = zip(lost, lost.dropFirst()).count { !$0 && $1 }
            if runs > 0 {
                let mean = found * 60000 / Double(runs) / 30
                #expect(abs(mean - length) < 0.25 * length)
            }
        }
    }

    @Test func fastHandsBlur() {
        var noise = NoiseModel.none
        noise.blurSpeed = 5
        var dropout = Dropout(noise, fps: 30, seed: 1, purpose: .leftDropout)
        let slow = (0..<1000).count { _ in dropout.losesNext(speed: 4) }
        let fast = (0..<1000).count { _ in dropout.losesNext(speed: 6) }
        #expect(slow == 0 && (400...600).contains(fast))
    }

    @Test func handsOutsideTheImageAreMissing() throws {
        let script = try #require(SignScript.named("HELLO"))
        let clip = SyntheticSigner(profile: machine(.ada), seed: 1).take(of: script).clip
        #expect(!clip.isPresent(.rightHand, frame: 0), "it hangs below the image")
        #expect(clip.isPresent(.rightHand, frame: clip.frameCount / 2))
        #expect(clip.coverage(of: .leftHand) == 0)
    }

    @Test func jitterHasItsDeviationAtAnyFrameRate() {
        for fps in [15.0, 60] {
            var jitter = Jitter(count: 4, memory: 0.03, fps: fps, seed: 8, purpose: .poseJitter)
            var squares = 0.0
            for _ in 0..<20000 { squares += jitter.next().reduce(0) { $0 + $1.x * $1.x } }
            #expect(abs((squares / 80000).squareRoot() - 1) < 0.05)
        }
    }
}
