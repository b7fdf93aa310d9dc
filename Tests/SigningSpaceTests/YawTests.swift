import Landmarks
import SyntheticSigner
import Testing

@testable import SigningSpace

@Suite("How far a signer is turned from the camera")
struct YawTests {
    @Test("the camera's yaw is found, whichever way", arguments: [0.0, 10, 25, 40, -25])
    func found(yaw: Double) throws {
        var camera = SignerProfile.ada.camera
        camera.yaw = yaw
        let script = try #require(SignScript.named("HELLO"))
        let clip = SyntheticSigner(profile: .ada, camera: camera, noise: NoiseModel.none, seed: 1)
            .take(of: script).clip
        let found = try #require(try SigningClip(clip).yaw)
        #expect(abs(found - abs(yaw)) < 4)
    }

    @Test("without a body it is unknown")
    func bodiless() throws {
        let script = try #require(SignScript.named("HELLO"))
        let clip = SyntheticSigner(profile: .ada, noise: NoiseModel.none, seed: 1).take(of: script).clip
        #expect(try SigningClip(clip.forgetting([.pose])).yaw == nil)
    }
}
