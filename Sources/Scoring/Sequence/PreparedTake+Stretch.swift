import Landmarks
import SigningSpace

extension PreparedTake {
    /// A recording of several signs, with the rest between them but not before and after. O(frames · landmarks).
    ///
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(stretch recording: LandmarkClip, signer: String = "") throws(SigningSpaceError) {
        let clip = try SigningClip(recording, trimsRest: false)
        self.init(
            clip.trimmed(to: clip.active, isPart: false), signer: signer, metric: .standard)
    }

    /// Some frames of the take, as a take of their own. O(frames · landmarks).
    func stretch(_ frames: Range<Int>) -> PreparedTake {
        PreparedTake(clip.trimmed(to: frames), signer: signer, metric: metric)
    }

    /// The take without the way in and out. O(frames · landmarks).
    func cutToStroke() -> PreparedTake {
        stroke.count == clip.frameCount ? self : stretch(stroke)
    }
}
