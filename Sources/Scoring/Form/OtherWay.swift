import SigningSpace

/// Finds a hand that goes the way that the sign goes backwards: what warping forgives in time it does not forgive in space.
enum OtherWay {
    /// Movements smaller than this, in shoulder widths about their middle, are too small to judge.
    private static let visible: Float = 0.06
    /// Ways shorter than these, in shoulder widths, have no direction to speak of.
    private static let shortestWay = (own: Float(0.12), take: Float(0.2))
    /// How far off a hand that goes the other way is, in tolerances.
    private static let severity: Float = 2

    /// What goes the other way, if anything.
    ///
    /// - Parameter caution: as ``Judgement`` has it.
    static func find(_ form: FormComparison, caution: Float) -> Finding? {
        let aligned = form.aligned
        func finding(_ roles: [HandRole], _ size: Float) -> Finding {
            Finding(
                channel: .movement, roles: roles, advice: .otherWay, size: size, unit: .shoulderWidths,
                severity: severity, frames: aligned.attempt.core)
        }
        // The other hand's way follows the dominant one's: alone it says little.
        if let dominant = opposition(form, .dominant) {
            guard let other = opposition(form, .other) else { return finding([.dominant], dominant) }
            return finding(HandRole.allCases, max(dominant, other))
        }
        if isBackwards(aligned, caution: caution) {
            // The size is the way that the hand should go; of a hand that only turns, none.
            let way = HandWay(aligned.attempt, .dominant).map { $0.net.length } ?? 0
            return finding([.dominant], 2 * way)
        }
        return nil
    }

    /// Whether the attempt played backwards is much nearer to the takes than as it is.
    private static func isBackwards(_ aligned: AlignedTakes, caution: Float) -> Bool {
        let own = aligned.distance()
        guard own > 0.6 * WholeFault.alike else { return false }
        let reversed = AlignedTakes(aligned.attempt.reversed(), aligned.takes).distance()
        return reversed < WholeFault.alike && reversed < (caution > 1.3 ? 0.5 : 0.65) * own
    }

    /// Shoulder widths by which the hand ends on the wrong side of its start, beside every take; `nil` where it does not.
    private static func opposition(_ form: FormComparison, _ role: HandRole) -> Float? {
        let users = form.use.takes(using: role)
        let takes = users.compactMap { HandWay(form.aligned.takes[$0], role) }
        guard !takes.isEmpty, takes.count == form.aligned.takes.count,
            let own = HandWay(form.aligned.attempt, role)
        else { return nil }
        let net = own.net.length
        let isOpposite = takes.allSatisfy { take in
            let wanted = take.net.length
            return !own.isRound && !take.isRound && net >= shortestWay.own && wanted >= shortestWay.take
                && own.isStraight && (own.net * take.net).sum() < -0.6 * net * wanted
        }
        if isOpposite { return net + (takes.map { $0.net.length }.min() ?? 0) }
        let turnsBack = takes.allSatisfy { take in
            min(own.extent, take.extent) >= visible && own.isRound && take.isRound
                && own.turns * take.turns < 0
        }
        return turnsBack ? 2 * own.extent : nil
    }
}
