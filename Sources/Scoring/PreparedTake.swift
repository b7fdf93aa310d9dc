import Landmarks
import SigningSpace

/// A recording of a sign, measured and ready to be compared.
public struct PreparedTake: Sendable {
    /// Who signs in it.
    public let signer: String
    /// The recording in signing space.
    public let clip: SigningClip
    /// What was measured on it, in its own units.
    let measures: SignFeatures
    /// The same, weighted for comparison.
    let features: WeightedFeatures

    /// Prepares a recording. O(frames · landmarks).
    ///
    /// - Parameter metric: what makes two takes alike; only takes of one metric can be compared.
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(
        _ recording: LandmarkClip, signer: String = "", metric: SignMetric = .standard
    ) throws(SigningSpaceError) {
        self.signer = signer
        clip = try SigningClip(recording)
        measures = SignFeatures(clip)
        features = WeightedFeatures(measures, metric: metric)
    }

    /// The same take under another metric. O(frames · features).
    public func measured(by metric: SignMetric) -> PreparedTake {
        PreparedTake(
            signer: signer, clip: clip, measures: measures,
            features: WeightedFeatures(measures, metric: metric))
    }

    private init(signer: String, clip: SigningClip, measures: SignFeatures, features: WeightedFeatures) {
        self.signer = signer
        self.clip = clip
        self.measures = measures
        self.features = features
    }
}
