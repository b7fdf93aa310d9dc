import Foundation
import SigningSpace

/// Finds a movement that is too small, too large, or goes the other way.
enum MovementCorrection {
    /// A movement may be this factor larger or smaller than the takes' largest and smallest.
    static let tolerance: Float = 1.45
    /// Movements smaller than this, in shoulder widths about their middle, are too small to judge.
    private static let visible: Float = 0.06
    /// Sizes that differ by less than this, in shoulder widths, look the same.
    private static let leastChange: Float = 0.04
    /// Ways shorter than these, in shoulder widths, have no direction to speak of.
    private static let shortestWay = (own: Float(0.12), take: Float(0.2))

    /// Of an attempt that is shorter than this share of the shortest take, part was not seen, or it was hurried over.
    private static let leastLength: Float = 0.7

    /// What is wrong with the movement of a hand, if anything.
    static func find(_ aligned: AlignedTakes, role: HandRole, caution: Float) -> Finding? {
        guard let own = Way(aligned.attempt, role) else { return nil }
        let takes = aligned.takes.compactMap { Way($0, role) }
        let shortest = aligned.takes.map(\.core.count).min() ?? 0
        guard !takes.isEmpty, takes.count == aligned.takes.count,
            Float(aligned.attempt.core.count) >= leastLength * Float(shortest)
        else { return nil }
        func finding(_ advice: Advice, size: Float, unit: Finding.Unit, severity: Float) -> Finding {
            Finding(
                channel: .movement, roles: [role], advice: advice, size: size, unit: unit, severity: severity,
                frames: aligned.attempt.core)
        }
        if let opposite = opposition(own, takes) {
            return finding(.otherWay, size: opposite, unit: .shoulderWidths, severity: 2)
        }
        let (small, large) = (takes.map(\.extent).min() ?? 0, takes.map(\.extent).max() ?? 0)
        // Where takes of one sign differ in size among themselves, the next may differ as much again.
        let tolerance =
            pow(Self.tolerance, 1 + 2.5 * (caution - 1)) * (large / max(small, 0.01)).squareRoot()
        let middle = takes.map(\.extent).sorted()[takes.count / 2]
        // What is too small and goes astray is not mended by more of it.
        let goesAstray =
            own.extent >= leastChange
            && takes.contains { (own.net * $0.net).sum() < 0.3 * length(own.net) * length($0.net) }
        if !goesAstray, small >= visible, small - own.extent >= leastChange, own.extent * tolerance <= small {
            return finding(
                .larger, size: middle / max(own.extent, 0.01), unit: .times,
                severity: small / (max(own.extent, 0.01) * tolerance))
        }
        if own.extent - large >= leastChange, own.extent >= large * tolerance {
            return finding(
                .smaller, size: own.extent / max(middle, 0.01), unit: .times,
                severity: own.extent / (max(large, 0.01) * tolerance))
        }
        return nil
    }

    /// Shoulder widths by which the hand ends on the wrong side of its start, in every take's view.
    private static func opposition(_ own: Way, _ takes: [Way]) -> Float? {
        let net = length(own.net)
        let isOpposite = takes.allSatisfy { take in
            let wanted = length(take.net)
            return !own.isRound && !take.isRound && net >= shortestWay.own && wanted >= shortestWay.take
                && (own.net * take.net).sum() < -0.6 * net * wanted
        }
        if isOpposite { return net + (takes.map { length($0.net) }.min() ?? 0) }
        // A circle in the picture goes round its middle; what goes to and fro does not.
        let turnsBack = takes.allSatisfy { take in
            min(abs(own.turns), abs(take.turns)) >= 0.7 && own.turns * take.turns < 0
        }
        return turnsBack ? own.extent * 2 : nil
    }

    fileprivate static func length(_ vector: SIMD2<Float>) -> Float { (vector * vector).sum().squareRoot() }

    /// The way of a hand through the core of a take.
    struct Way {
        /// Root mean square distance from its middle, in shoulder widths; turning counts as the way of the knuckles.
        var extent: Float
        /// From where it starts to where it ends.
        var net: SIMD2<Float>
        /// Times round its middle; the sign is the sense.
        var turns: Float
        /// Whether it goes round its middle, as a circle in the picture does and a to and fro does not.
        var isRound: Bool { abs(turns) >= 0.7 }

        /// Shoulder widths from wrist to knuckles, over which a turn of the hand moves them.
        private static let palm: Float = 0.3
        /// The share of the core at either end over which start and end are taken.
        private static let end = 0.15
        /// The share of the core that must be seen.
        private static let evidence = 0.6

        init?(_ motion: SignMotion, _ role: HandRole) {
            let hand = motion[role]
            let frames = motion.core.filter { hand.places[$0] != nil }
            guard Double(frames.count) >= Self.evidence * Double(motion.core.count), frames.count >= 4 else {
                return nil
            }
            // What is left of the way from rest and back is at the ends.
            let rim = Int(Self.end * Double(frames.count))
            let inner = frames.dropFirst(rim).dropLast(rim)
            var variance = Self.variance(inner.compactMap { hand.places[$0] })
            let pointing = inner.compactMap { hand.postures[$0]?.pointing }
            if pointing.count * 2 >= inner.count {
                let mean = pointing.reduce(SIMD3(), +) / Float(pointing.count)
                var turning: Float = 0
                for way in pointing {
                    let change = way - mean
                    turning += change.x * change.x + change.y * change.y
                }
                variance += Self.palm * Self.palm * turning / Float(pointing.count)
            }
            extent = variance.squareRoot()
            let places = frames.compactMap { hand.places[$0] }
            let count = max(1, rim)
            net =
                places.suffix(count).reduce(.zero, +) / Float(count)
                - places.prefix(count).reduce(.zero, +) / Float(count)
            let middle = places.reduce(.zero, +) / Float(places.count)
            var area: Float = 0
            for (from, to) in zip(places, places.dropFirst()) {
                let (a, b) = (from - middle, to - middle)
                area += a.x * b.y - a.y * b.x
            }
            // A circle of radius r has twice the area 2πr² a round, and variance r².
            let spread = Self.variance(places)
            turns = spread > 0 ? area / (2 * .pi * spread) : 0
        }

        private static func variance(_ places: [SIMD2<Float>]) -> Float {
            guard !places.isEmpty else { return 0 }
            let middle = places.reduce(.zero, +) / Float(places.count)
            return places.reduce(0) { $0 + (($1 - middle) * ($1 - middle)).sum() } / Float(places.count)
        }
    }
}
