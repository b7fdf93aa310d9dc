import Landmarks
import SigningSpace

/// A recording of a sign, measured and ready to be compared.
public struct PreparedTake: Sendable {
    /// Who signs in it.
    public let signer: String
    /// The recording in signing space.
    public let clip: SigningClip
    /// Whether it was cut out of something longer, and shows no way in and out.
    let isStretch: Bool
    /// The frames of the sign itself, without the hands' way in and out.
    let stroke: Range<Int>
    /// What makes it like another take; only takes of one metric can be compared.
    let metric: SignMetric
    /// What was measured on it, in its own units.
    let measures: SignFeatures
    /// The same, weighted for comparison.
    let features: WeightedFeatures

    /// Prepares a recording. O(frames · landmarks).
    ///
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(
        _ recording: LandmarkClip, signer: String = "", metric: SignMetric = .standard
    ) throws(SigningSpaceError) {
        self.init(try SigningClip(recording), signer: signer, metric: metric)
    }

    /// A clip that is in signing space already. O(frames).
    init(_ clip: SigningClip, signer: String, metric: SignMetric, isStretch: Bool = false) {
        self.init(
            clip, clip.stroke, isStretch: isStretch, signer: signer, metric: metric,
            measures: SignFeatures(clip))
    }

    /// The same take under another metric. O(frames · features).
    public func measured(by metric: SignMetric) -> PreparedTake {
        PreparedTake(
            clip, stroke, isStretch: isStretch, signer: signer, metric: metric, measures: measures)
    }

    private init(
        _ clip: SigningClip, _ stroke: Range<Int>, isStretch: Bool, signer: String, metric: SignMetric,
        measures: SignFeatures
    ) {
        self.signer = signer
        self.clip = clip
        self.stroke = stroke
        self.isStretch = isStretch
        self.metric = metric
        self.measures = measures
        features = WeightedFeatures(measures, metric: metric)
    }
}
