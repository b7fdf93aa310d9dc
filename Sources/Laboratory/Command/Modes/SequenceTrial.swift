import Landmarks

/// A recording of several signs, and the time of each.
struct SequenceTrial: Sendable {
    /// A sign and its true time.
    struct Truth: Sendable {
        let gloss: String
        /// In seconds.
        let start: Double
        /// In seconds.
        let end: Double
    }

    /// The name in error lines.
    let name: String
    let clip: LandmarkClip
    let truths: [Truth]
}
