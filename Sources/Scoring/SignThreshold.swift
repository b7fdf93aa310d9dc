import Foundation

/// The part of a ``SignCalibration`` that judges the distance of a whole take.
struct SignThreshold: Sendable, Hashable {
    /// The typical distance of another sign to this one.
    var distance: Double
    /// Whose takes the sign has, by name.
    var signers: [String: SignCalibration.Signer]
    /// The threshold for everybody else.
    var strangers: StrangerThreshold

    /// As ``SignCalibration/threshold(for:)``.
    func threshold(for signer: String) -> Double {
        guard let own = signers[signer] else { return strangers.threshold }
        let share = own.apart.map { $0 / (distance * LearnedConstants.typicalApart) } ?? 1
        let range = ScoringConstants.apartRange
        let likeness = pow(min(max(share, 1 / range), range), ScoringConstants.apartExponent)
        let usual = pow(
            Double(own.takes) / SignCalibration.Signer.usualTakes, -LearnedConstants.takesExponent)
        return min(LearnedConstants.ownThreshold * likeness * usual, strangers.threshold)
    }

    /// A distance divided by the sign's threshold: 0 for identical, 1 where an attempt just passes.
    ///
    /// - Parameters:
    ///   - signer: the attempt's.
    ///   - level: the attempt's ``Cohort/level(_:)``; the typical level by default.
    func relative(
        _ distance: Double, by signer: String, level: Double = LearnedConstants.typicalLevel
    ) -> Double {
        distance / (threshold(for: signer) * Cohort.leniency(level) * self.distance)
    }
}
