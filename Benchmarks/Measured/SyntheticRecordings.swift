import Landmarks
import SyntheticSigner

/// Recordings of the synthetic signer.
public enum SyntheticRecordings {
    /// The sign of ``attempt(face:)``, which both hands sign.
    public static let attempted = "FRIEND"

    /// A slow take of 110 frames; with the face, 5 MB of JSON.
    ///
    /// - Parameter face: with the 468 landmarks of the face, 543 in all; otherwise the 75 of pose and hands.
    public static func attempt(face: Bool) -> LandmarkClip {
        let script = script(attempted)
        func take(step: Int, of signer: SyntheticSigner) -> LandmarkClip {
            signer.take(of: script, tempo: 1.2 - Double(step) * 0.0005).clip
        }
        // Without a face a take has the same length and a tenth of the time.
        var signer = SyntheticSigner(profile: .gwen, seed: 1)
        var (fast, slow) = (0, 2_000)
        while fast < slow {
            let middle = (fast + slow) / 2
            if take(step: middle, of: signer).frameCount < 110 { fast = middle + 1 } else { slow = middle }
        }
        if face { signer.parts.append(.face) }
        let clip = take(step: fast, of: signer)
        precondition(clip.frameCount == 110, "no tempo makes 110 frames of \(attempted)")
        return clip
    }

    /// A take of the sign.
    public static func take(_ gloss: String, by profile: SignerProfile, seed: UInt64) -> LandmarkClip {
        SyntheticSigner(profile: profile, seed: seed).take(of: script(gloss)).clip
    }

    /// The signs of the library in sequence, cut after `frames` frames of pose and hands.
    public static func stream(frames: Int) -> LandmarkClip {
        // A sign has at least 20 frames.
        let scripts = (0...frames / 20).map { SignScript.library[$0 % SignScript.library.count] }
        let clip = SyntheticSigner(profile: .gwen, seed: 1).sentence(of: scripts).clip
        precondition(clip.frameCount >= frames, "signs are shorter than they were")
        let slots = frames * clip.layout.landmarkCount
        return LandmarkClip(
            layout: clip.layout, facts: clip.facts, frameCount: frames,
            timestamps: clip.timestamps.map { Array($0.prefix(frames)) },
            values: Array(clip.values.prefix(slots * LandmarkClip.stride)),
            flags: Array(clip.flags.prefix(slots)))
    }

    private static func script(_ gloss: String) -> SignScript {
        guard let script = SignScript.named(gloss) else { preconditionFailure("no sign \(gloss)") }
        return script
    }
}
