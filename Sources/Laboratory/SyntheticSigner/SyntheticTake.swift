import Landmarks

/// A synthetic recording and what is known of it.
public struct SyntheticTake: Sendable, Hashable {
    /// The recording.
    public var clip: LandmarkClip
    /// What it shows, and what is wrong with it.
    public var truth: GroundTruth
}
