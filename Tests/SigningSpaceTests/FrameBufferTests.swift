import Landmarks
import SigningSpace
import SyntheticSigner
import Testing

@Suite("The frames of a stream")
struct FrameBufferTests {
    private static func clip(_ signer: SignerProfile) -> LandmarkClip {
        SyntheticSigner(profile: signer, noise: NoiseModel.none, seed: 1).take(of: SignScript.library[0]).clip
    }

    @Test("30 frames per second are unchanged")
    func same() {
        let clip = Self.clip(.ada)
        var buffer = FrameBuffer(capacity: 1000)
        for frame in 0..<clip.frameCount { buffer.append(frame, of: clip) }
        #expect(buffer.end == clip.frameCount)
        let kept = buffer.clip(0..<buffer.end, dominantHand: nil)
        #expect(kept.flags == clip.flags)
        let errors = zip(kept.values, clip.values).map { abs($0 - $1) }
        #expect(errors.allSatisfy { $0 < 1e-4 })
    }

    @Test(
        "other rates are laid over 30 a second, at their own times",
        arguments: [SignerProfile.bruno, .chiara])
    func resampled(signer: SignerProfile) {
        let clip = Self.clip(signer)
        var buffer = FrameBuffer(capacity: 1000)
        for frame in 0..<clip.frameCount { buffer.append(frame, of: clip) }
        let last = clip.time(ofFrame: clip.frameCount - 1)
        let end = Double(buffer.end - 1) / 30
        #expect(abs(end - last) < 0.034)
        let kept = buffer.clip(0..<buffer.end, dominantHand: nil)
        // Between two source frames the nose is between its two positions.
        for frame in 1..<buffer.end - 1 {
            let time = Double(frame) / 30
            let after = (0..<clip.frameCount).first { clip.time(ofFrame: $0) >= time - 1e-9 } ?? 0
            let (a, b) = (after > 0 ? after - 1 : 0, after)
            let ends = [a, b].map { clip.values[$0 * clip.layout.landmarkCount * LandmarkClip.stride] }
            let nose = kept.values[frame * kept.layout.landmarkCount * LandmarkClip.stride]
            let (low, high) = (min(ends[0], ends[1]) - 1e-5, max(ends[0], ends[1]) + 1e-5)
            #expect((low...high).contains(nose))
        }
    }

    @Test("memory is bounded, and the latest frames are kept")
    func bounded() {
        let clip = Self.clip(.ada)
        var buffer = FrameBuffer(capacity: 50)
        var untimed = LandmarkClip(
            layout: clip.layout, facts: clip.facts, frameCount: clip.frameCount, timestamps: nil,
            values: clip.values, flags: clip.flags)
        untimed.facts.fps = 30
        for number in 0..<1000 {
            buffer.append(number % untimed.frameCount, of: untimed)
            #expect(buffer.end == number + 1)
            #expect(buffer.end - buffer.start <= 100)
            #expect(buffer.end - buffer.start >= min(50, number + 1))
        }
    }

    @Test("a pause and a decreasing clock are interruptions")
    func interruptions() {
        let clip = Self.clip(.ada)
        var buffer = FrameBuffer(capacity: 50)
        #expect(!buffer.isInterrupted(by: 100))
        for frame in 0..<10 { buffer.append(frame, of: clip) }
        let now = clip.time(ofFrame: 9)
        #expect(!buffer.isInterrupted(by: now + FrameBuffer.longestPause))
        #expect(buffer.isInterrupted(by: now + FrameBuffer.longestPause + 0.1))
        #expect(buffer.isInterrupted(by: now - 0.1))
        buffer.restart()
        #expect(buffer.end == 0)
        #expect(!buffer.isInterrupted(by: 0))
    }
}
