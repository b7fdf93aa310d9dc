import Alignment
import SigningSpace

extension WordScorer {
    /// An attempt with its direction, which is measured once for all signs.
    package struct DirectedAttempt: Sendable {
        fileprivate let take: PreparedTake
        fileprivate let direction: MovementDirection

        /// O(frames · features).
        package init(_ take: PreparedTake) {
            self.take = take
            direction = MovementDirection(take.features.aligned)
        }
    }

    /// A sign with the direction of its takes, which is measured once for all attempts.
    package struct DirectedSign: Sendable {
        package let sign: ReferenceSign
        fileprivate let direction: SignDirection?

        /// Whether the takes of the sign agree on a direction.
        package var hasDirection: Bool { direction != nil }

        /// O(frames · features) per take.
        package init(_ sign: ReferenceSign) {
            self.sign = sign
            direction = SignDirection(sign.takes)
        }
    }

    /// An attempt compared with a sign, before its level is known. The evaluation combines many of these.
    package struct Comparison: Sendable {
        private let comparison: SignComparison
        private let calibration: SignCalibration

        fileprivate init(_ comparison: SignComparison, _ calibration: SignCalibration) {
            self.comparison = comparison
            self.calibration = calibration
        }

        /// The distance in each channel divided by the channel's threshold, by ``Channel`` raw value.
        package var channels: [String: Double] {
            Dictionary(
                uniqueKeysWithValues: comparison.channels.map {
                    ($0.key.rawValue, calibration.relative($0.value, in: $0.key))
                })
        }

        /// The signer of the sign's nearest take.
        package var nearestSigner: String { comparison.take.signer }

        /// The distance divided by the typical distance of another sign.
        package var overTypical: Double { comparison.nearest.distance / calibration.distance }

        /// The distance divided by the sign's threshold.
        package func relative(beside standing: Cohort.Standing) -> Double {
            comparison.relative(calibration, beside: standing)
        }
    }

    /// Compares an attempt with a sign's takes, without the cohort. One alignment per take.
    ///
    /// - Throws: ``ScoringError``.
    package func comparison(
        _ attempt: DirectedAttempt, to directed: DirectedSign
    ) throws(ScoringError) -> Comparison {
        do throws(AlignmentError) {
            var comparison = try SignComparison(attempt.take, with: directed.sign.takes)
            try comparison.lookForDirection(
                of: attempt.take, attempt.direction, beside: directed.direction, among: directed.sign.takes)
            return Comparison(comparison, directed.sign.calibration)
        } catch {
            throw .alignment(error)
        }
    }
}
