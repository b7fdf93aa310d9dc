/// The way that the takes of a sign go in time, where they agree on one. Most signs have none to speak of: they come up, are
/// held or move to and fro, and sink; a circle may begin anywhere.
struct SignDirection: Sendable {
    private let takes: [MovementDirection]
    /// The mean agreement with the takes below which an attempt goes the other way.
    private let opposite: Float

    /// The mean agreement between pairs of takes from which they have a direction.
    private static let agreed: Float = 0.25
    /// The fewer takes say so, the surer it must be. Measured on right attempts of seven signers and of three
    /// (`make evaluate`): with four takes, 1 in 120 of the former and none of the latter go the other way.
    private static let opposites: [Float] = [-0.65, -0.4, -0.35]

    /// The direction of a sign; `nil` where its takes go different ways. O(frames · features) a take.
    ///
    /// - Parameter takes: all of the sign, at least one.
    init?(_ takes: [PreparedTake]) {
        let directions = takes.map { MovementDirection($0.features.aligned) }
        var agreement: Float = 0
        for (place, direction) in directions.enumerated() {
            for other in directions[..<place] { agreement += direction.agreement(with: other) }
        }
        let pairs = directions.count * (directions.count - 1) / 2
        guard pairs == 0 || agreement >= Self.agreed * Float(pairs) else { return nil }
        self.takes = directions
        opposite = Self.opposites[min(directions.count, Self.opposites.count) - 1]
    }

    /// Whether an attempt goes the other way.
    func isOpposite(to attempt: PreparedTake) -> Bool {
        let own = MovementDirection(attempt.features.aligned)
        let agreement = takes.reduce(0) { $0 + own.agreement(with: $1) }
        return agreement < opposite * Float(takes.count)
    }
}
