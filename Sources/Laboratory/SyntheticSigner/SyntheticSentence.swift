import Landmarks

/// A synthetic recording of several signs without rest between them.
public struct SyntheticSentence: Sendable, Hashable {
    /// One sign of the sentence.
    public struct Boundary: Sendable, Hashable {
        /// The gloss, as "HELLO".
        public var gloss: String
        /// The time, in seconds, at which the first posture is reached.
        public var start: Double
        /// The time, in seconds, at which the last posture is left.
        public var end: Double
    }

    public var clip: LandmarkClip
    /// The signs in order; the time between two of them is transition.
    public var boundaries: [Boundary]
}
