import Alignment
import Landmarks
import SigningSpace

/// A recording of a sign, measured and ready to be compared.
public struct PreparedTake: Sendable {
    /// Who signs in it.
    public let signer: String
    /// The recording in signing space.
    public let clip: SigningClip
    /// The frames of the sign itself, without the hands' way in and out.
    let stroke: Range<Int>
    /// What makes it like another take; only takes of one metric can be compared.
    let metric: SignMetric
    /// What was measured on it, in its own units.
    let measures: SignFeatures
    /// The same, weighted for comparison.
    let features: WeightedFeatures

    /// The share of the sign's own frames, without the way in and out, in which the hand that signs was seen. O(frames).
    public var handCoverage: Double {
        clip.trimmed(to: stroke).coverage[clip.dominantHand] ?? 0
    }

    /// Prepares a recording. O(frames · landmarks).
    ///
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(
        _ recording: LandmarkClip, signer: String = "", metric: SignMetric = .standard
    ) throws(SigningSpaceError) {
        let clip = try SigningClip(recording)
        self.init(clip, signer: signer, metric: metric)
    }

    /// A clip that is in signing space already. O(frames).
    init(_ clip: SigningClip, signer: String, metric: SignMetric) {
        self.init(
            clip, clip.stroke, signer: signer, metric: metric, measures: SignFeatures(clip))
    }

    /// The same take under another metric. O(frames · features).
    public func measured(by metric: SignMetric) -> PreparedTake {
        PreparedTake(
            clip, stroke, signer: signer, metric: metric, measures: measures)
    }

    private init(
        _ clip: SigningClip, _ stroke: Range<Int>, signer: String, metric: SignMetric,
        measures: SignFeatures
    ) {
        self.signer = signer
        self.clip = clip
        self.stroke = stroke
        self.metric = metric
        self.measures = measures
        features = WeightedFeatures(measures, metric: metric)
    }
}
