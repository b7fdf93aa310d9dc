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
    /// The features of the alignment are a part of the compared features, so the cheapest path is a lower
    /// bound of the distance. Sixteen takes are bounded in the time of one comparison. Signs are compared in
    /// order of their bounds, until the next bound is above the last of the nearest distances.
    ///
    /// - Throws: ``ScoringError`` if a sign that may be near cannot be compared.
    public func nearest(
        _ count: Int, to attempt: PreparedTake, among signs: [ReferenceSign]
    ) throws(ScoringError) -> [Nearest] {
        guard count > 0, !signs.isEmpty else { return [] }
        let bounds = try bounds(attempt, signs)
        let order = signs.indices.sorted { (bounds[$0], $0) < (bounds[$1], $1) }
        var nearest: [Nearest] = []
        var next = 0
        while next < order.count {
            let limit = nearest.count == count ? nearest[count - 1].distance : .infinity
            let batch = order[next...].prefix(nearest.isEmpty ? count : Parallel.processors)
                .prefix { bounds[$0] <= limit }
            if batch.isEmpty { break }
            next += batch.count
            let compared = Parallel.map(Array(batch)) { place in
                Result { () throws(ScoringError) in
                    Nearest(sign: signs[place], distance: try distance(attempt, to: signs[place]))
                }
            }
            for result in compared { nearest.append(try result.get()) }
            nearest.sort { ($0.distance, $0.sign.gloss) < ($1.distance, $1.sign.gloss) }
            nearest.removeLast(max(0, nearest.count - count))
        }
        return nearest
    }

    /// A lower bound of the distance to each sign.
    private func bounds(
        _ attempt: PreparedTake, _ signs: [ReferenceSign]
    ) throws(ScoringError) -> [Double] {
        do throws(AlignmentError) {
            let takes = signs.flatMap { $0.takes.map(\.features.aligned) }
            let least = try PackedSequences(takes).leastDistances(
                to: attempt.features.aligned, threads: Parallel.processors)
            var next = 0
            return signs.map { sign in
                defer { next += sign.takes.count }
                let nearest = least[next..<next + sign.takes.count].min() ?? .infinity
                return sign.calibration.relative(nearest)
            }
        } catch {
            throw .alignment(error)
        }
    }
}
