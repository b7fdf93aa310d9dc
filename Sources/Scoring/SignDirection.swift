/// The direction in time on which the takes of a sign agree. Most signs have no clear direction: the hands
/// rise, are held or move to and fro, and sink; a circle may begin anywhere.
struct SignDirection: Sendable {
    private let takes: [MovementDirection]
    /// An attempt goes the other way if its mean agreement with the takes is below this.
    private let opposite: Float

    /// The least mean agreement between pairs of takes of a sign with a direction.
    private static let agreed: Float = 0.25
    /// The least disagreement of an attempt that goes the other way, by number of takes: fewer takes need
    /// stronger evidence.
    private static let least: [Float] = [0.65, 0.4, 0.3]
    /// The least disagreement as a share of the takes' own agreement. A reversed take disagrees as strongly
    /// as the takes agree; a right attempt by another signer, who starts elsewhere, disagrees less.
    private static let share: Float = 0.65

    /// The direction of a sign; `nil` if its takes go different ways. O(frames · features) per take.
    ///
    /// - Parameter takes: all takes of the sign, at least one.
    init?(_ takes: [ComparedTake]) {
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

    /// Whether an attempt with a direction goes the other way. O(takes).
    func isOpposite(to attempt: MovementDirection) -> Bool {
        let agreement = takes.reduce(0) { $0 + attempt.agreement(with: $1) }
        return agreement < opposite * Float(takes.count)
    }
}
