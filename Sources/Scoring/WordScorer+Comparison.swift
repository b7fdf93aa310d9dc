import SigningSpace

extension WordScorer {
    /// An attempt compared with a sign, before its level is known. The evaluation combines many of these.
    package struct Comparison: Sendable {
        private let comparison: SignComparison
        private let calibration: SignCalibration
        /// The distance in each channel divided by the channel's threshold, by ``Channel`` raw value.
        package let channels: [String: Double]

        /// Whether the takes of the sign agree on a direction.
        package let signHasDirection: Bool

        fileprivate init(_ comparison: SignComparison, _ sign: ReferenceSign) {
            self.comparison = comparison
            let calibration = sign.calibration
            self.calibration = calibration
            signHasDirection = SignDirection(sign.takes) != nil
            channels = Dictionary(
                uniqueKeysWithValues: comparison.channels.map {
                    ($0.key.rawValue, calibration.relative($0.value, in: $0.key))
                })
        }

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
        _ attempt: PreparedTake, to sign: ReferenceSign
    ) throws(ScoringError) -> Comparison {
        Comparison(try compare(attempt, sign), sign)
    }
}
