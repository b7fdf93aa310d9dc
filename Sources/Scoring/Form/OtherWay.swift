import SigningSpace

/// Finds a hand that moves as the sign played backwards: warping hides that in time, not in space.
enum OtherWay {
    /// Movements of a smaller extent, in shoulder widths, are not judged.
    private static let visible: Float = 0.06
    /// Displacements shorter than these, in shoulder widths, have no direction.
    private static let shortestWay = (own: Float(0.12), take: Float(0.2))
    /// The deviation of a hand that goes the other way, in tolerances.
    private static let severity: Float = 2

    /// The correction; `nil` if no hand goes the other way.
    ///
    /// - Parameter caution: as in ``Judgement``.
    static func find(_ form: FormComparison, caution: Float) -> Finding? {
        let aligned = form.aligned
        func finding(_ roles: [HandRole], _ size: Float) -> Finding {
            Finding(
                channel: .movement, roles: roles, advice: .otherWay, size: size, unit: .shoulderWidths,
                severity: severity, frames: aligned.attempt.core)
        }
        // The other hand follows the dominant one: alone it is weak evidence.
        if let dominant = opposition(form, .dominant) {
            guard let other = opposition(form, .other) else { return finding([.dominant], dominant) }
            return finding(HandRole.allCases, max(dominant, other))
        }
        if isBackwards(aligned, caution: caution) {
            // The size is the displacement that the hand should have; 0 for a hand that only turns.
            let way = HandWay(aligned.attempt, .dominant).map { $0.net.length } ?? 0
            return finding([.dominant], 2 * way)
        }
        return nil
    }

    /// Whether the reversed attempt is much nearer to the takes than the attempt.
    private static func isBackwards(_ aligned: AlignedTakes, caution: Float) -> Bool {
        let own = aligned.distance()
        guard own > 0.6 * WholeFault.alike else { return false }
        let reversed = AlignedTakes(aligned.attempt.reversed(), aligned.takes).distance()
        return reversed < WholeFault.alike && reversed < (caution > 1.3 ? 0.5 : 0.65) * own
    }

    /// Shoulder widths by which the hand ends on the wrong side of its start, relative to every take; `nil`
    /// if it does not.
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
