import Foundation
import SigningSpace

/// Finds a movement that is too small, too large, or goes the other way.
enum MovementCorrection {
    /// A movement may be this factor larger or smaller than the takes' largest and smallest.
    static let tolerance: Float = 1.35
    /// Movements smaller than this, in shoulder widths about their middle, are too small to judge.
    private static let visible: Float = 0.06
    /// Sizes that differ by less than this, in shoulder widths, look the same.
    private static let leastChange: Float = 0.03
    /// Ways shorter than these, in shoulder widths, have no direction to speak of.
    private static let shortestWay = (own: Float(0.12), take: Float(0.2))
    /// Nobody signs larger than this many times; what seems to is the way to or from rest.
    private static let wildest: Float = 4
    /// Of an attempt that is shorter than this share of the shortest take, part was not seen, or it was hurried over.
    private static let leastLength: Float = 0.7

    /// What is wrong with the movement of a hand, if anything.
    static func find(_ aligned: AlignedTakes, role: HandRole, caution: Float) -> Finding? {
        guard let own = HandWay(aligned.attempt, role) else { return nil }
        let takes = aligned.takes.compactMap { HandWay($0, role) }
        let shortest = aligned.takes.map(\.core.count).min() ?? 0
        guard !takes.isEmpty, takes.count == aligned.takes.count,
            Float(aligned.attempt.core.count) >= leastLength * Float(shortest)
        else { return nil }
        func finding(_ advice: Advice, _ size: Float, _ unit: Finding.Unit, _ severity: Float) -> Finding {
            Finding(
                channel: .movement, roles: [role], advice: advice, size: size, unit: unit, severity: severity,
                frames: aligned.attempt.core)
        }
        if let opposite = opposition(own, takes) { return finding(.otherWay, opposite, .shoulderWidths, 2) }

        let sizes = takes.map { max($0.extent, 0.01) }.sorted()
        guard let small = sizes.first, let large = sizes.last else { return nil }
        let middle = sizes[sizes.count / 2]
        let size = max(own.extent, 0.01)
        // Where takes of one sign differ in size among themselves, the next may differ as much again.
        let tolerance = pow(Self.tolerance, 1 + 2.5 * (caution - 1)) * (large / small).squareRoot()
        // What is too small and goes astray is not mended by more of it.
        let goesAstray =
            size >= leastChange
            && takes.contains { (own.net * $0.net).sum() < 0.3 * length(own.net) * length($0.net) }
        if !goesAstray, small >= visible, small - size >= leastChange, size * tolerance <= small {
            return finding(.larger, middle / size, .times, small / (size * tolerance))
        }
        if size - large >= leastChange, size >= large * tolerance, size <= large * wildest {
            return finding(.smaller, size / middle, .times, size / (large * tolerance))
        }
        return nil
    }

    /// The attempt played backwards is much nearer to the takes than as it is.
    static func backwards(_ aligned: AlignedTakes, caution: Float) -> Finding? {
        let own = aligned.distance()
        guard own > 0.6 * WholeFault.alike else { return nil }
        let reversed = AlignedTakes(aligned.attempt.reversed(), aligned.takes).distance()
        guard reversed < WholeFault.alike, reversed < (caution > 1.3 ? 0.5 : 0.65) * own else { return nil }
        // The size is the way that the hand should go; of a hand that only turns, none.
        let way = HandWay(aligned.attempt, .dominant).map { length($0.net) } ?? 0
        return Finding(
            channel: .movement, roles: [.dominant], advice: .otherWay, size: 2 * way, unit: .shoulderWidths,
            severity: own / max(reversed, 0.01), frames: aligned.attempt.core)
    }

    /// Shoulder widths by which the hand ends on the wrong side of its start, beside every take; `nil` where it does not.
    private static func opposition(_ own: HandWay, _ takes: [HandWay]) -> Float? {
        let net = length(own.net)
        let isOpposite = takes.allSatisfy { take in
            let wanted = length(take.net)
            return !own.isRound && !take.isRound && net >= shortestWay.own && wanted >= shortestWay.take
                && own.isStraight && (own.net * take.net).sum() < -0.6 * net * wanted
        }
        if isOpposite { return net + (takes.map { length($0.net) }.min() ?? 0) }
        let turnsBack = takes.allSatisfy { take in
            min(own.extent, take.extent) >= visible && own.isRound && take.isRound
                && own.turns * take.turns < 0
        }
        return turnsBack ? 2 * own.extent : nil
    }

    private static func length(_ vector: SIMD2<Float>) -> Float { (vector * vector).sum().squareRoot() }
}
