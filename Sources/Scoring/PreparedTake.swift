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
    /// - Throws: ``SigningSpaceError`` for a recording with no place in signing space.
    public init(_ recording: LandmarkClip, signer: String = "") throws(SigningSpaceError) {
        self.signer = signer
        clip = try SigningClip(recording)
        measures = SignFeatures(clip)
        features = WeightedFeatures(measures)
    }
}
