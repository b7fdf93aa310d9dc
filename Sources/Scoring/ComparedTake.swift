import Alignment

/// The part of a ``PreparedTake`` that a comparison needs: a tenth of its memory, once its embedding is read. A cohort keeps
/// only this part.
public struct ComparedTake: Sendable {
    /// The signer's name.
    public let signer: String
    /// In seconds.
    let duration: Double
    /// The frames of the sign itself, without the movement from and to rest.
    let stroke: Range<Int>
    /// The features to compare; both takes must have the same metric.
    let features: WeightedFeatures
    /// ``embedding``, made when it is first read.
    let madeEmbedding: Lazily<SignEmbedding?>

    /// `nil` if the metric has no network. As ``PreparedTake/embedding``, which is made once for both.
    var embedding: SignEmbedding? { madeEmbedding.value }

    /// The part of a take that was kept.
    init(
        signer: String, duration: Double, stroke: Range<Int>, features: WeightedFeatures,
        embedding: SignEmbedding?
    ) {
        (self.signer, self.duration, self.stroke) = (signer, duration, stroke)
        self.features = features
        madeEmbedding = Lazily(known: embedding)
    }

    /// The distance between embeddings alone, which is a lower bound of ``TakeComparison/distance``. O(numbers).
    func leastDistance(to other: ComparedTake) -> Double { leastDistance(to: other.embedding) }

    /// The same to a take of which only the embedding is known; 0 where either has none. O(numbers).
    func leastDistance(to other: SignEmbedding?) -> Double {
        SignMetric.distance(aligned: 0, embedded: embedding?.squaredDistance(to: other))
    }

    /// Extracts the part from a take. O(1).
    public init(_ take: PreparedTake) {
        (signer, duration, stroke, features, madeEmbedding) = (
            take.signer, take.clip.duration, take.stroke, take.features, take.madeEmbedding
        )
    }
}
