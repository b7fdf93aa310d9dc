/// The part of a ``PreparedTake`` that a comparison needs: a tenth of its memory. A cohort keeps only this
/// part.
public struct ComparedTake: Sendable {
    /// The signer's name.
    public let signer: String
    /// In seconds.
    let duration: Double
    /// The frames of the sign itself, without the movement from and to rest.
    let stroke: Range<Int>
    /// The features to compare; both takes must have the same metric.
    let features: WeightedFeatures
    /// `nil` if the metric has no network.
    let embedding: SignEmbedding?

    /// Extracts the part from a take. O(1).
    public init(_ take: PreparedTake) {
        (signer, duration, stroke, features, embedding) = (
            take.signer, take.clip.duration, take.stroke, take.features, take.embedding
        )
    }
}
