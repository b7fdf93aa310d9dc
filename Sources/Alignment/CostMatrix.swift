import COpenBLAS

/// The distances between all frames of an attempt and all frames of a reference, by one matrix product.
///
/// With a presence mask m and a mismatch cost c per group, the squared distance
///
///     d²(i, j) = Σ_g  mᵢmⱼ‖aᵢ − bⱼ‖² + c(mᵢ(1 − mⱼ) + (1 − mᵢ)mⱼ)
///
/// is bilinear in rows [−2a, ‖a‖², m, c·m, c·(1 − m)] and columns [b, m, ‖b‖², 1 − m, m] with a and b zero
/// where missing. One `cblas_sgemm` of depth `dimension + 4 × groups` gives the whole matrix with its mask.
/// Features are first centred on the reference's mean, and results below 0 become 0. The expansion cancels:
/// uncentred features lose about three times more (0.74 against 0.27 summed over a self-distance that is 0).
/// Values taken from the path are computed again by direct difference, see ``FeatureSequence/distance``.
public struct CostMatrix: Sendable {
    /// Frames of the attempt.
    public let rows: Int
    /// Frames of the reference.
    public let columns: Int
    /// `[rows][columns]` distances (not squared), ≥ 0. A frame with a number that is not finite has infinite
    /// distances.
    public let values: [Float]

    /// The largest accepted matrix: 2²⁷ cells, half a gigabyte.
    public static let cellLimit = 1 << 27

    /// The matrix of the caller's own costs.
    ///
    /// - Precondition: `values` holds `rows * columns` numbers.
    public init(rows: Int, columns: Int, values: [Float]) {
        precondition(values.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// The distances between the frames of `attempt` and `reference`. O(rows · columns · features), on one
    /// thread.
    ///
    /// - Throws: ``AlignmentError/noFrames`` where either is empty, ``AlignmentError/differentLayouts``,
    ///   ``AlignmentError/tooLarge(rows:columns:)`` above ``cellLimit``.
    public init(attempt: FeatureSequence, reference: FeatureSequence) throws(AlignmentError) {
        guard attempt.layout == reference.layout else { throw .differentLayouts }
        let (rows, columns) = (attempt.frameCount, reference.frameCount)
        guard rows > 0, columns > 0 else { throw .noFrames }
        let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow, cells <= Self.cellLimit else { throw .tooLarge(rows: rows, columns: columns) }

        let centre = Self.centre(of: reference)
        let left = Self.packed(attempt, centre: centre, side: .left)
        let right = Self.packed(reference, centre: centre, side: .right)
        let depth = attempt.layout.dimension + 4 * attempt.layout.groups.count
        self.rows = rows
        self.columns = columns
        values = [Float](unsafeUninitializedCapacity: cells) { buffer, count in
            BLAS.call {
                cblas_sgemm(
                    CblasRowMajor, CblasNoTrans, CblasTrans, blasint(rows), blasint(columns), blasint(depth),
                    1, left, blasint(depth), right, blasint(depth), 0, buffer.baseAddress, blasint(columns))
            }
            for cell in 0..<cells {
                let squared = buffer[cell]
                // NaN fails both comparisons and becomes infinity.
                buffer[cell] = squared >= 0 ? squared.squareRoot() : (squared < 0 ? 0 : .infinity)
            }
            for row in 0..<rows where !Self.isFinite(attempt, frame: row) {
                for column in 0..<columns { buffer[row * columns + column] = .infinity }
            }
            for column in 0..<columns where !Self.isFinite(reference, frame: column) {
                for row in 0..<rows { buffer[row * columns + column] = .infinity }
            }
            count = cells
        }
    }

    private enum Side { case left, right }

    /// The mean of each feature over the frames in which it was seen and finite.
    private static func centre(of sequence: FeatureSequence) -> [Float] {
        let layout = sequence.layout
        var sums = [Double](repeating: 0, count: layout.dimension)
        var counts = [Int](repeating: 0, count: layout.groups.count)
        for frame in 0..<sequence.frameCount where isFinite(sequence, frame: frame) {
            for (group, range) in layout.ranges.enumerated() where sequence.isSeen(group, frame: frame) {
                counts[group] += 1
                for feature in range {
                    sums[feature] += Double(sequence.values[frame * layout.dimension + feature])
                }
            }
        }
        var centre = [Float](repeating: 0, count: layout.dimension)
        for (group, range) in layout.ranges.enumerated() where counts[group] > 0 {
            for feature in range { centre[feature] = Float(sums[feature] / Double(counts[group])) }
        }
        return centre
    }

    private static func isFinite(_ sequence: FeatureSequence, frame: Int) -> Bool {
        let dimension = sequence.layout.dimension
        // One non-finite term makes the sum non-finite; 0 · x is 0 for finite x only.
        var probe: Float = 0
        for index in frame * dimension..<(frame + 1) * dimension { probe += 0 * sequence.values[index] }
        return probe == 0
    }

    /// `[frames][dimension + 4 × groups]`: the rows or columns of the product in the type's comment.
    private static func packed(_ sequence: FeatureSequence, centre: [Float], side: Side) -> [Float] {
        let layout = sequence.layout
        let depth = layout.dimension + 4 * layout.groups.count
        var packed = [Float](repeating: 0, count: sequence.frameCount * depth)
        for frame in 0..<sequence.frameCount {
            let row = frame * depth
            for (group, range) in layout.ranges.enumerated() {
                let isSeen = sequence.isSeen(group, frame: frame)
                var squares: Float = 0
                if isSeen {
                    for feature in range {
                        let value = sequence.values[frame * layout.dimension + feature] - centre[feature]
                        squares += value * value
                        packed[row + feature] = side == .left ? -2 * value : value
                    }
                }
                let mask: Float = isSeen ? 1 : 0
                let cost = layout.groups[group].mismatchCost
                let extra = row + layout.dimension + 4 * group
                switch side {
                case .left:
                    packed[extra] = squares
                    packed[extra + 1] = mask
                    packed[extra + 2] = cost * mask
                    packed[extra + 3] = cost * (1 - mask)
                case .right:
                    packed[extra] = mask
                    packed[extra + 1] = squares
                    packed[extra + 2] = 1 - mask
                    packed[extra + 3] = mask
                }
            }
        }
        return packed
    }
}
