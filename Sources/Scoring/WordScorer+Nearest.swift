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
        let attempt = DirectedAttempt(attempt)
        let byEmbedding = signs.map { sign in
            sign.compared.map { attempt.take.leastDistance(to: $0) }
        }
        let least = zip(signs, byEmbedding).map { sign, bounds in
            sign.calibration.relative(bounds.min() ?? .infinity, by: attempt.take.signer)
        }
        let order = signs.indices.sorted { (least[$0], $0) < (least[$1], $1) }
        var nearest: [Nearest] = []
        func compare(_ places: [(place: Int, bounds: [Double])]) throws(ScoringError) {
            let compared = Parallel.map(places) { place, bounds in
                Result { () throws(ScoringError) in
                    let take = try nearestTake(of: signs[place], to: attempt, bounds: bounds)
                    return Nearest(
                        sign: signs[place], distance: take.relative(signs[place].calibration))
                }
            }
            for result in compared { nearest.append(try result.get()) }
            nearest.sort { ($0.distance, $0.sign.gloss) < ($1.distance, $1.sign.gloss) }
            nearest.removeLast(max(0, nearest.count - count))
        }
        var limit: Double { nearest.count == count ? nearest[count - 1].distance : .infinity }

        try compare(order.prefix(count).map { ($0, byEmbedding[$0]) })
        let left = Array(order.dropFirst(count).prefix { least[$0] <= limit })
        let bounds = try bounds(attempt.take, left.map { signs[$0] })
        let next = left.indices.map {
            (signs[left[$0]].calibration.relative(bounds[$0].min() ?? .infinity, by: attempt.take.signer), $0)
        }
        .sorted { $0 < $1 }
        var done = 0
        while done < next.count {
            let batch = next[done...].prefix(Parallel.processors).prefix { $0.0 <= limit }
            if batch.isEmpty { break }
            done += batch.count
            try compare(batch.map { (left[$0.1], bounds[$0.1]) })
        }
        return nearest
    }

    /// Lower bounds of the distance to each take of each sign.
    private func bounds(
        _ attempt: ComparedTake, _ signs: [ReferenceSign]
    ) throws(ScoringError) -> [[Double]] {
        guard !signs.isEmpty else { return [] }
        do throws(AlignmentError) {
            let bounds = try TakeBounds(signs.flatMap(\.compared))
                .least(to: attempt, threads: Parallel.processors)
            var next = 0
            return signs.map { sign in
                defer { next += sign.takes.count }
                return Array(bounds[next..<next + sign.takes.count])
            }
        } catch {
            throw .alignment(error)
        }
    }
}
