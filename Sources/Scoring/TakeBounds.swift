import Alignment

/// Lower bounds of the distances from an attempt to many takes: sixteen in the time of one comparison.
///
/// The features that determine the alignment are a part of the compared features, so the cheapest path is a lower bound of
/// the aligned part of a distance; the embeddings' part is exact.
struct TakeBounds: Sendable {
    private let packed: PackedSequences
    private let embeddings: [SignEmbedding?]
    private let arePlaced: [Bool]

    /// Packs takes. O(all frames · features) time and memory.
    ///
    /// - Throws: ``AlignmentError``.
    init(_ takes: [ComparedTake]) throws(AlignmentError) {
        packed = try PackedSequences(takes.map(\.features.aligned))
        embeddings = takes.map(\.embedding)
        arePlaced = takes.map(\.features.isPlaced)
    }

    /// A lower bound of ``TakeComparison/distance`` to each take, in their order. O(attempt frames · all frames ·
    /// features).
    ///
    /// - Parameter threads: the result does not depend on their number.
    /// - Throws: ``AlignmentError``.
    func least(to attempt: ComparedTake, threads: Int = 1) throws(AlignmentError) -> [Double] {
        let aligned = try packed.leastDistances(to: attempt.features.aligned, threads: threads)
        return aligned.indices.map { place in
            // An alignment charges the frames of one side for a location that the other side never shows, and a distance
            // does not.
            let isComparable = attempt.features.isPlaced && arePlaced[place]
            return SignMetric.distance(
                aligned: isComparable ? aligned[place] : 0,
                embedded: attempt.embedding?.squaredDistance(to: embeddings[place]))
        }
    }
}
