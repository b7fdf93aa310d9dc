import Landmarks

/// A synthetic recording and its ground truth.
public struct SyntheticTake: Sendable, Hashable {
    public var clip: LandmarkClip
    /// The content and fault of the recording.
    public var truth: GroundTruth
}
