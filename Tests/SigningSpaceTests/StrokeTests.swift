import Landmarks
import SigningSpace
import SyntheticSigner
import Testing

@Suite("The stroke of a sign")
struct StrokeTests {
    @Test("preparation and retraction are cut off within 0.15 s for nine takes in ten")
    func strokes() throws {
        var (right, all) = (0, 0)
        for (number, script) in SignScript.library.enumerated() {
            for signer in [SignerProfile.ada, .bruno, .dev, .gwen] {
                let take = SyntheticSigner(profile: signer, seed: UInt64(number)).take(of: script)
                let clip = try SigningClip(take.clip)
                let stroke = clip.stroke
                all += 2
                let errors = [
                    clip.time(ofFrame: stroke.lowerBound) - take.truth.start,
                    clip.time(ofFrame: stroke.upperBound - 1) - take.truth.end,
                ]
                right += errors.count { abs($0) <= 0.15 }
            }
        }
        #expect(Double(right) >= 0.9 * Double(all), "\(right) of \(all)")
    }

    @Test("a stroke lies inside its clip and is not empty, however short the clip", arguments: 1..<12)
    func inside(step: Int) throws {
        let take = SyntheticSigner(profile: .farid, seed: 3).take(of: SignScript.library[step])
        let clip = try SigningClip(take.clip)
        for start in stride(from: 0, to: clip.frameCount - 1, by: step) {
            let part = clip.trimmed(to: start..<min(start + 3 * step, clip.frameCount))
            let stroke = part.stroke
            #expect(!stroke.isEmpty && stroke.lowerBound >= 0 && stroke.upperBound <= part.frameCount)
            #expect(part.active.upperBound <= part.frameCount && !part.active.isEmpty)
            #expect(part.startTime == clip.time(ofFrame: start))
        }
    }

    @Test("rest before and after is cut, low signs are kept")
    func active() throws {
        let scripts = ["HELLO", "MORE", "MOTHER", "WANT"].compactMap(SignScript.named)
        for signer in [SignerProfile.ada, .bruno, .chiara, .dev, .gwen] {
            let sentence = SyntheticSigner(profile: signer, seed: 8).sentence(of: scripts.reversed())
            let clip = try SigningClip(sentence.clip, trimsRest: false)
            let active = clip.active
            #expect(clip.time(ofFrame: active.lowerBound) <= sentence.boundaries[0].start)
            #expect(clip.time(ofFrame: active.upperBound - 1) >= sentence.boundaries[3].end - 0.05)
            #expect(!clip.trimmed(to: active).isAtRest)
        }
        let still = SyntheticSigner(profile: .bruno, seed: 2).take(of: scripts[0], fault: .standingStill).clip
        #expect(try SigningClip(still, trimsRest: false).isAtRest)
    }
}
