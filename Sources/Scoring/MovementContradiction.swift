import Alignment
import SigningSpace

/// Movement that no take of the sign shows, though the hands are right: the distance between frames cannot tell, since
/// warping lets a posture stand for the whole sign and a way be as good as the way back where both are short.
enum MovementContradiction: Sendable {
    /// The dominant hand holds still in a sign whose every take moves it.
    case heldStill
    /// The attempt played backwards is much more like the sign.
    case backwards

    /// The least way of every take, in shoulder widths (root mean square of the speed times the duration), for the sign
    /// to be one that moves.
    private static let moving: Float = 0.6
    /// The share of the shortest take's way below which a hand holds still. Measured on right attempts by a signer's own
    /// references: 2 in 100 go less than this on untidy takes, none on tidy ones.
    private static let still: Float = 0.1
    /// The share of a stroke's distance below which its backwards one is much nearer, and of the whole attempt's, with the ways
    /// in and out that are alike backwards in every sign, below which it is nearer too. Together they hold of 1 in 100
    /// right attempts on untidy takes, none on tidy ones.
    private static let muchNearer: Float = 0.75
    private static let nearer: Float = 0.95

    /// What speaks against an attempt, if anything does. Two alignments of strokes, and seldom one of the whole.
    ///
    /// - Parameters:
    ///   - take: the one of `takes` that the attempt is nearest to.
    ///   - takes: all of the sign.
    init?(
        _ attempt: PreparedTake, _ comparison: TakeComparison, _ take: PreparedTake,
        among takes: [PreparedTake]
    ) {
        // Of one take or two it is not known whether every signer moves so.
        let still = takes.count >= 3 ? Self.still : Self.still / 2
        if let way = Self.way(attempt), let least = Self.leastWay(takes), way < still * least {
            self = .heldStill
            return
        }
        let stroke = take.features.aligned.picking(take.stroke)
        guard let forwards = Self.cost(attempt, attempt.stroke, stroke),
            let backwards = Self.cost(attempt, attempt.stroke.reversed(), stroke),
            backwards < Self.muchNearer * forwards,
            let whole = Self.cost(
                attempt, (0..<attempt.clip.frameCount).reversed(), take.features.aligned),
            whole < Self.nearer * comparison.path.normalisedCost,
            takes.allSatisfy({ Self.goesAlong($0, stroke) })
        else { return nil }
        self = .backwards
    }

    /// Whether a take of the sign is nearer to another one's stroke forwards than backwards: a circle may begin anywhere, and
    /// then its takes do not agree on a direction.
    private static func goesAlong(_ take: PreparedTake, _ stroke: FeatureSequence) -> Bool {
        guard let forwards = cost(take, take.stroke, stroke),
            let backwards = cost(take, take.stroke.reversed(), stroke)
        else { return false }
        return forwards <= nearer * backwards
    }

    /// The mean cost of aligning some frames of an attempt, in that order, with a take's.
    private static func cost(
        _ attempt: PreparedTake, _ frames: some Collection<Int>, _ take: FeatureSequence
    ) -> Float? {
        try? CostMatrix(attempt: attempt.features.aligned.picking(frames), reference: take).path().normalisedCost
    }

    /// The way of the take that goes least; `nil` where the sign may be one that does not move.
    static func leastWay(_ takes: [PreparedTake]) -> Float? {
        takes.compactMap(way).min().flatMap { $0 > moving ? $0 : nil }
    }

    /// How far the dominant hand goes; `nil` where it is seen in less than half of the frames.
    private static func way(_ take: PreparedTake) -> Float? {
        let seen = take.measures.seen(.dominantMovement)
        let values = take.measures.values(.dominantMovement)
        var squares: Float = 0
        var count = 0
        for frame in seen.indices where seen[frame] {
            squares += values[2 * frame] * values[2 * frame] + values[2 * frame + 1] * values[2 * frame + 1]
            count += 1
        }
        guard count * 2 >= seen.count, count > 0 else { return nil }
        return (squares / Float(count)).squareRoot() * Float(take.clip.duration)
    }
}
