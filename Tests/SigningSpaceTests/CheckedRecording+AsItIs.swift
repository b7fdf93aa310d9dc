import Landmarks

@testable import RecordingCheck

extension CheckedRecording {
    /// A recording that no check would accept.
    init(asItIs clip: LandmarkClip) {
        self.init(
            asItIs: clip, isTimed: clip.timestamps != nil || clip.facts.fps != nil,
            isSized: clip.facts.hasSize)
    }
}
