/// The way that the takes of a sign go in time, where they agree on one. Most signs have none to speak of: they come up, are
/// held or move to and fro, and sink; a circle may begin anywhere.
struct SignDirection: Sendable {
    private let takes: [MovementDirection]
    /// The mean agreement with the takes below which an attempt goes the other way.
    private let opposite: Float

    /// The mean agreement between pairs of takes from which they have a direction.
    private static let agreed: Float = 0.25
    /// How far an attempt must go the other way at least; the fewer takes say which is the right one, the surer it must be.
    private static let least: [Float] = [0.65, 0.4, 0.3]
    /// And at least this share of how far the takes agree: backwards they go against each other as far, while another signer's
    /// right attempt, who sets out from elsewhere, goes against them by less.
    private static let share: Float = 0.65

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
        let mean = pairs > 0 ? agreement / Float(pairs) : Self.agreed
        guard mean >= Self.agreed else { return nil }
        self.takes = directions
        opposite = -max(Self.least[min(directions.count, Self.least.count) - 1], Self.share * mean)
    }

    /// Whether an attempt goes the other way.
    func isOpposite(to attempt: PreparedTake) -> Bool {
        let own = MovementDirection(attempt.features.aligned)
        let agreement = takes.reduce(0) { $0 + own.agreement(with: $1) }
        return agreement < opposite * Float(takes.count)
    }
}
