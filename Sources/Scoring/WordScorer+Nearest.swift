import Alignment

extension WordScorer {
    /// A sign and an attempt's distance to it.
    public struct Nearest: Sendable {
        /// The sign's place among those ranked.
        public let place: Int
        /// As ``WordScorer/distance(_:to:)``.
        public let distance: Double
    }

    /// The nearest signs by ``distance(_:to:)``, best first, ties in order of gloss. The result is the same
    /// as from comparing every sign; most signs are never compared, and their takes not asked for.
    ///
    /// The embeddings' part of the distance is a lower bound of it, and costs a dot product: the signs that are
    /// nearest by it are compared first, and the others come in its order, some at a time, until their bound is above
    /// the last of the nearest distances. The features of the alignment are a part of the compared features, so the
    /// cheapest path is a lower bound of the other part. Sixteen takes are bounded so in the time of one comparison.
    /// Those at a time are compared in order of both bounds together, until the next one is above the last of the
    /// nearest distances.
    ///
    /// - Parameters:
    ///   - outlines: of the signs.
    ///   - takes: the takes of the sign at a place; it is called on several threads.
    /// - Throws: ``ScoringError`` if a sign that may be near cannot be compared; the errors of `takes`.
    public func nearest(
        _ count: Int, to attempt: PreparedTake, among outlines: [SignOutline],
        takes: @Sendable (Int) throws -> [ComparedTake]
    ) throws -> [Nearest] {
        guard count > 0, !outlines.isEmpty else { return [] }
        let attempt = DirectedAttempt(attempt)
        let signer = attempt.take.signer
        let byEmbedding = outlines.map { $0.leastDistances(to: attempt.take) }
        let least = zip(outlines, byEmbedding).map { outline, bounds in
            outline.threshold.relative(bounds.min() ?? .infinity, by: signer)
        }
        let order = outlines.indices.sorted { (least[$0], $0) < (least[$1], $1) }
        var nearest: [Nearest] = []
        func compare(_ places: [(place: Int, bounds: [Double])]) throws {
            let compared = Parallel.map(places) { place, bounds in
                Result {
                    let takes = try takes(place)
                    let take = try nearestTake(
                        among: takes, to: attempt, direction: SignDirection(takes), bounds: bounds)
                    return Nearest(place: place, distance: take.relative(outlines[place].threshold))
                }
            }
            for result in compared { nearest.append(try result.get()) }
            nearest.sort {
                ($0.distance, outlines[$0.place].gloss) < ($1.distance, outlines[$1.place].gloss)
            }
            nearest.removeLast(max(0, nearest.count - count))
        }
        var limit: Double { nearest.count == count ? nearest[count - 1].distance : .infinity }

        try compare(order.prefix(count).map { ($0, byEmbedding[$0]) })
        var left = order.dropFirst(count)
        while true {
            let some = Array(left.prefix(Self.boundedAtOnce).prefix { least[$0] <= limit })
            if some.isEmpty { return nearest }
            left = left.dropFirst(some.count)
            let bounds = try bounds(
                attempt.take, Parallel.map(some) { place in Result { try takes(place) } })
            var next = some.indices.map {
                (outlines[some[$0]].threshold.relative(bounds[$0].min() ?? .infinity, by: signer), $0)
            }
            .sorted { $0 < $1 }[...]
            while true {
                let batch = next.prefix(Parallel.processors).prefix { $0.0 <= limit }
                if batch.isEmpty { break }
                next = next.dropFirst(batch.count)
                try compare(batch.map { (some[$0.1], bounds[$0.1]) })
            }
        }
    }

    /// The signs whose bounds are measured at once: enough to fill the lanes of every processor, and few beside a large
    /// library, of which most signs are never asked for then.
    private static let boundedAtOnce = 64

    /// The same among signs that are at hand.
    ///
    /// - Throws: ``ScoringError`` if a sign that may be near cannot be compared.
    public func nearest(
        _ count: Int, to attempt: PreparedTake, among signs: [ReferenceSign]
    ) throws -> [Nearest] {
        try nearest(count, to: attempt, among: signs.map { SignOutline($0) }) { signs[$0].compared }
    }

    /// Lower bounds of the distance to each take of each sign.
    private func bounds(
        _ attempt: ComparedTake, _ signs: [Result<[ComparedTake], any Error>]
    ) throws -> [[Double]] {
        guard !signs.isEmpty else { return [] }
        let takes = try signs.map { try $0.get() }
        do throws(AlignmentError) {
            let bounds = try TakeBounds(takes.flatMap(\.self))
                .least(to: attempt, threads: Parallel.processors)
            var next = 0
            return takes.map { takes in
                defer { next += takes.count }
                return Array(bounds[next..<next + takes.count])
            }
        } catch {
            throw ScoringError.alignment(error)
        }
    }
}
