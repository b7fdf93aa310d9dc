import Alignment
import SigningSpace

/// An attempt ready to be compared with any number of signs: its direction is measured once.
struct DirectedAttempt: Sendable {
    /// An attempt played backwards, as far as it determines an alignment.
    struct Reversed: Sendable {
        let aligned: FeatureSequence
        let embedding: SignEmbedding?
    }

    let take: ComparedTake
    let direction: MovementDirection
    /// Made for the first sign that the attempt goes against, as few do.
    let reversed: Lazily<Reversed>

    /// O(frames · features).
    init(_ attempt: PreparedTake) {
        take = ComparedTake(attempt)
        let features = attempt.features.aligned
        direction = MovementDirection(features)
        let (clip, network) = (attempt.clip, attempt.metric.network)
        reversed = Lazily {
            Reversed(aligned: features.reversed, embedding: network?.embedding(ofReversed: clip))
        }
    }
}
