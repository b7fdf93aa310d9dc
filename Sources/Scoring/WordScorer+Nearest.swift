import Alignment

extension WordScorer {
    /// A sign and an attempt's distance to it.
    public struct Nearest: Sendable {
        public let sign: ReferenceSign
        /// As ``WordScorer/distance(_:to:)``.
        public let distance: Double
    }

    /// The nearest signs by ``distance(_:to:)``, best first, ties in order of gloss. The result is the same
    /// as from comparing every sign; most signs are never compared.
    ///
    /// The embeddings' part of the distance is a lower bound of it, and costs a dot product: the signs that are
    /// nearest by it are compared first, and those whose bound is above the last of their distances need no
    /// alignment. The features of the alignment are a part of the compared features, so the cheapest path is a lower
    /// bound of the other part. Sixteen takes are bounded so in the time of one comparison. The rest is compared in
    /// order of both bounds together, until the next one is above the last of the nearest distances.
    ///
    /// - Throws: ``ScoringError`` if a sign that may be near cannot be compared.
    public func nearest(
        _ count: Int, to attempt: PreparedTake, among signs: [ReferenceSign]
    ) throws(ScoringError) -> [Nearest] {
        guard count > 0, !signs.isEmpty else { return [] }
        let embedded = signs.map { sign in
            sign.takes.map { attempt.embedding?.squaredDistance(to: $0.embedding) ?? 0 }
        }
        let least = zip(signs, embedded).map { sign, squares in
            sign.calibration.relative(
                SignMetric.distance(aligned: 0, embedded: squares.min()), by: attempt.signer)
        }
        let byEmbedding = signs.indices.sorted { (least[$0], $0) < (least[$1], $1) }
        var nearest: [Nearest] = []
        func compare(_ places: [Int]) throws(ScoringError) {
            let compared = Parallel.map(places) { place in
                Result { () throws(ScoringError) in
                    Nearest(sign: signs[place], distance: try distance(attempt, to: signs[place]))
                }
            }
            for result in compared { nearest.append(try result.get()) }
            nearest.sort { ($0.distance, $0.sign.gloss) < ($1.distance, $1.sign.gloss) }
            nearest.removeLast(max(0, nearest.count - count))
        }
        var limit: Double { nearest.count == count ? nearest[count - 1].distance : .infinity }

        try compare(Array(byEmbedding.prefix(count)))
        let left = byEmbedding.dropFirst(count).prefix { least[$0] <= limit }
        let bounds = try bounds(attempt, left.map { (signs[$0], embedded[$0]) })
        let order = zip(bounds, left).sorted { $0 < $1 }
        var next = 0
        while next < order.count {
            let batch = order[next...].prefix(Parallel.processors).prefix { $0.0 <= limit }
            if batch.isEmpty { break }
            next += batch.count
            try compare(batch.map(\.1))
        }
        return nearest
    }

    /// A lower bound of the distance to each sign, given the squared distances of its takes' embeddings.
    private func bounds(
        _ attempt: PreparedTake, _ signs: [(sign: ReferenceSign, embedded: [Double])]
    ) throws(ScoringError) -> [Double] {
        guard !signs.isEmpty else { return [] }
        do throws(AlignmentError) {
            let takes = signs.flatMap { $0.sign.takes.map(\.features.aligned) }
            let least = try PackedSequences(takes).leastDistances(
                to: attempt.features.aligned, threads: Parallel.processors)
            var next = 0
            return signs.map { sign, embedded in
                defer { next += embedded.count }
                let nearest = zip(least[next...], embedded).map {
                    SignMetric.distance(aligned: $0, embedded: $1)
                }
                return sign.calibration.relative(nearest.min() ?? .infinity, by: attempt.signer)
            }
        } catch {
            throw .alignment(error)
        }
    }
}
