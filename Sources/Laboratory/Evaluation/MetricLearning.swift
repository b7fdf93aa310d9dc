import Alignment
import CLAPACKE
import Scoring
import Signify
import SigningSpace

/// Learns a ``SignMetric`` from the differences between takes; ``SignMetric`` has the method and its source.
package struct MetricLearning: Sendable {
    /// The share by which both covariances of standardised features are drawn toward a multiple of the
    /// identity (Ledoit & Wolf 2004, "A well-conditioned estimator for large-dimensional covariance
    /// matrices", with the share fixed).
    static let shrinkage = 0.1
    /// The weight of two signers' takes of a sign relative to two takes by one signer: pairs across signers
    /// are fewer, and they matter.
    static let acrossWeight = 1.5
    /// The number of directions kept. 6 to 16 of handshape and 8 to 16 of orientation separate signs equally
    /// well across signers; all of them separate worse.
    static let directions: [Channel: Int] = [.handshape: 8, .orientation: 10, .location: 4, .movement: 2]

    private let statistics: DifferenceStatistics

    package init(_ statistics: DifferenceStatistics) { self.statistics = statistics }

    /// The metric learned from all takes except some signers'.
    ///
    /// - Throws: ``AnalysisFailure`` if too few takes are left.
    package func metric(without signers: Set<String> = []) throws(AnalysisFailure) -> SignMetric {
        var projections: [Channel: Projection] = [:]
        for channel in DifferenceStatistics.channels {
            guard
                let moments = statistics.moments(
                    of: channel, without: signers, acrossWeight: Self.acrossWeight)
            else {
                throw AnalysisFailure(
                    "there are too few takes to learn from; add signs of several signers", kind: .badInput)
            }
            projections[channel] = try Self.projection(
                same: moments.same, different: moments.different, directions: Self.directions[channel] ?? 2)
        }
        return SignMetric(projections: projections)
    }

    /// The directions in which signs differ more than signers, from the moments of frame differences.
    static func projection(
        same: DifferenceStatistics.Moments, different: DifferenceStatistics.Moments, directions: Int
    ) throws(AnalysisFailure) -> Projection {
        let width = same.width
        let deviations = (0..<width).map { feature in
            max((different.sums[feature * width + feature] / different.count).squareRoot(), 1e-6)
        }
        var vectors = standardised(different, deviations)
        var within = standardised(same, deviations)
        var values = [Double](repeating: 0, count: width)
        // B u = λ W u, ascending, with uᵀWu = 1; an upper triangle by rows is a lower one by columns.
        let status = BLAS.call {
            LAPACKE_dsygvd(
                LAPACK_COL_MAJOR, 1, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")), Int32(width),
                &vectors, Int32(width), &within, Int32(width), &values)
        }
        guard status == 0 else {
            throw AnalysisFailure(
                "the takes differ in too few ways to learn from; add signs of several signers",
                kind: .badInput)
        }
        let kept = (0..<width).reversed().prefix(directions).filter { values[$0] > 1 }
        let columns = kept.map { direction in
            (0..<width).map { feature in
                vectors[direction * width + feature] * (1 - 1 / values[direction]).squareRoot()
                    / deviations[feature]
            }
        }
        let factor = (2 / columns.reduce(0) { $0 + meanSquare($1, different) }).squareRoot()
        return Projection(
            inputs: width, outputs: columns.count,
            values: (0..<width).flatMap { feature in columns.map { Float(factor * $0[feature]) } })
    }

    /// The upper triangle of the covariance, divided by the deviations and shrunk.
    private static func standardised(
        _ moments: DifferenceStatistics.Moments, _ deviations: [Double]
    ) -> [Double] {
        let width = moments.width
        var matrix = [Double](repeating: 0, count: width * width)
        var trace = 0.0
        for row in 0..<width {
            for column in row..<width {
                let covariance = moments.sums[row * width + column] / moments.count
                matrix[row * width + column] =
                    (1 - shrinkage) * covariance / (deviations[row] * deviations[column])
            }
            trace += matrix[row * width + row] / (1 - shrinkage)
        }
        for row in 0..<width { matrix[row * width + row] += shrinkage * trace / Double(width) }
        return matrix
    }

    /// The mean square of the differences along a direction.
    private static func meanSquare(_ direction: [Double], _ moments: DifferenceStatistics.Moments) -> Double {
        let width = moments.width
        var sum = 0.0
        for row in 0..<width {
            for column in row..<width {
                let both = direction[row] * direction[column] * moments.sums[row * width + column]
                sum += row == column ? both : 2 * both
            }
        }
        return sum / moments.count
    }
}
