import Alignment
import SigningSpace

/// Movement that no take of the sign shows, though the hands are right: the distance between frames cannot tell, since
/// warping lets a posture stand for the whole sign and a way be as good as the way back where both are short.
enum MovementContradiction: Sendable {
    /// The dominant hand holds still in a sign whose every take moves it.
    case heldStill
    /// The attempt played backwards is much more like the sign.
    case backwards

    /// How far apart, in shoulder widths, the places must be between which every take moves, for the sign to be one that moves.
    private static let moving: Float = 0.2
    /// The share of the least take's reach below which a hand holds still. Right attempts by a signer's own references
    /// reach 0.2 of it and more.
    private static let still: Float = 0.1
    /// The share of a stroke's distance below which its backwards one is much nearer, and of the whole attempt's, with the ways
    /// in and out that are alike backwards in every sign, below which it is nearer too. Together they hold of 1 in 100
    /// right attempts on untidy takes, none on tidy ones.
    private static let muchNearer: Float = 0.85
    /// As ``muchNearer``, of a sign with fewer than three takes, whose agreement on a direction says less.
    private static let muchNearerToFew: Float = 0.75
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
        if let reach = attempt.reach, let least = Self.leastReach(takes), reach < still * least {
            self = .heldStill
            return
        }
        let stroke = take.features.aligned.picking(take.stroke)
        guard let forwards = Self.cost(attempt, attempt.stroke, stroke),
            let backwards = Self.cost(attempt, attempt.stroke.reversed(), stroke),
            backwards < (takes.count >= 3 ? Self.muchNearer : Self.muchNearerToFew) * forwards,
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
        try? WarpingPath(aligning: attempt.features.aligned.picking(frames), with: take).normalisedCost
    }

    /// The reach of the take that moves least; `nil` where the sign may be one that does not move.
    static func leastReach(_ takes: [PreparedTake]) -> Float? {
        takes.compactMap(\.reach).min().flatMap { $0 > moving ? $0 : nil }
    }
}
