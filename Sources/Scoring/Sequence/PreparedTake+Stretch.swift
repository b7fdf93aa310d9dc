import Landmarks
import SigningSpace

extension PreparedTake {
    /// Prepares a recording of several signs: rest between signs is kept, rest before and after is cut.
    /// O(frames · landmarks).
    ///
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(stretch recording: LandmarkClip, signer: String = "") throws(SigningSpaceError) {
        let clip = try SigningClip(recording, trimsRest: false)
        self.init(
            clip.trimmed(to: clip.active, isPart: false), signer: signer, metric: .standard)
    }

    /// The given frames as a take. O(frames · landmarks).
    func stretch(_ frames: Range<Int>) -> PreparedTake {
        PreparedTake(clip.trimmed(to: frames), signer: signer, metric: metric)
    }

    /// The take without the movement from and to rest. O(frames · landmarks).
    func cutToStroke() -> PreparedTake {
        stroke.count == clip.frameCount ? self : stretch(stroke)
    }
}
