import Landmarks

/// A recording of several signs, and where each of them is.
struct SequenceTrial: Sendable {
    /// A sign's true place.
    struct Truth: Sendable {
        let gloss: String
        /// Seconds.
        let start: Double
        /// Seconds.
        let end: Double
    }

    /// What a line on a bad case calls it.
    let name: String
    let clip: LandmarkClip
    let truths: [Truth]
}
