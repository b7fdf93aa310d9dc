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
    /// The share of an attempt's distance below which its backwards one is much nearer: 1 in 100 right attempts on untidy
    /// takes, none on tidy ones.
    private static let nearer: Float = 0.65

    /// What speaks against an attempt, if anything does. One alignment.
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
        let forwards = comparison.path.normalisedCost
        guard forwards > 0,
            let matrix = try? CostMatrix(
                attempt: attempt.features.aligned.reversed(), reference: take.features.aligned),
            let backwards = try? matrix.path().normalisedCost, backwards < Self.nearer * forwards
        else { return nil }
        self = .backwards
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

extension FeatureSequence {
    /// The same frames, last first. O(values).
    fileprivate func reversed() -> FeatureSequence {
        let (width, groups) = (layout.dimension, layout.groups.count)
        let order = (0..<frameCount).reversed()
        return FeatureSequence(
            layout: layout, frameCount: frameCount,
            values: order.flatMap { values[$0 * width..<($0 + 1) * width] },
            seen: order.flatMap { seen[$0 * groups..<($0 + 1) * groups] })
    }
}
