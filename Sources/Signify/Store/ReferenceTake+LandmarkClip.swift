import Foundation
import Landmarks
import PracticeStore

extension ReferenceTake {
    /// A reference take of a recording. Linear in the frames; throws ``LandmarkError`` for landmarks that
    /// `.pose` cannot hold.
    public init(_ clip: LandmarkClip, signer: String, source: String) throws(LandmarkError) {
        let last = max(clip.frameCount - 1, 0)
        self.init(
            signer: signer, source: source, landmarks: Data(try clip.poseFile()), frameCount: clip.frameCount,
            durationSeconds: clip.frameCount > 0 ? clip.time(ofFrame: last) - clip.time(ofFrame: 0) : 0,
            dominantHand: clip.facts.dominantHand, mirrored: clip.facts.mirrored)
    }
}
