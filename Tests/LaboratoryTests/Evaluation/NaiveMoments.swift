/// Second moments, summed product by product.
struct NaiveMoments {
    /// `[width][width]`.
    var sums: [[Double]]
    var count = 0.0

    init(width: Int) { sums = Array(repeating: Array(repeating: 0, count: width), count: width) }

    mutating func add(_ differences: [[Double]]) {
        for difference in differences {
            for row in difference.indices {
                for column in difference.indices { sums[row][column] += difference[row] * difference[column] }
            }
            count += 1
        }
    }

    /// The covariance of standardised features, drawn toward a multiple of the identity.
    func standardised(_ deviations: [Double], shrinkage: Double) -> [[Double]] {
        let width = sums.count
        var matrix = sums
        for row in 0..<width {
            for column in 0..<width {
                matrix[row][column] = sums[row][column] / count / deviations[row] / deviations[column]
            }
        }
        let mean = (0..<width).reduce(0) { $0 + matrix[$1][$1] } / Double(width)
        for row in 0..<width {
            for column in 0..<width {
                matrix[row][column] =
                    (1 - shrinkage) * matrix[row][column] + (row == column ? shrinkage * mean : 0)
            }
        }
        return matrix
    }

    static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    }
}
