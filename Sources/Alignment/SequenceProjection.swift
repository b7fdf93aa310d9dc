import CLAPACKE
import COpenBLAS

/// An orthonormal projection of each group onto its few directions of most variance, and of no group that has none.
///
/// A projection brings no two frames further apart, and leaving out a group leaves out what it adds to their squared
/// distance; masks stay. So the cost of every warping path over projected sequences is at most that over the sequences
/// themselves, and the cheapest one a lower bound (a special case of the projections of Keogh & Pazzani 2000, "Scaling up
/// dynamic time warping for datamining applications", of features rather than of time).
struct SequenceProjection: Sendable, Hashable {
    /// What is projected.
    let source: FeatureLayout
    /// What comes out.
    let target: FeatureLayout
    /// `[source dimension]`, subtracted first: nothing of a distance, and much of the rounding.
    let centre: [Float]
    /// The source group of each target group.
    let groups: [Int]
    /// For each target group `[target width][source width]`, one behind the other.
    let matrices: [Float]

    /// A projection of its parts.
    ///
    /// - Parameter widths: of the target groups.
    init(source: FeatureLayout, centre: [Float], groups: [Int], widths: [Int], matrices: [Float]) {
        self.source = source
        self.centre = centre
        self.groups = groups
        self.matrices = matrices
        target = FeatureLayout(
            zip(groups, widths).map { .init(width: $1, mismatchCost: source.groups[$0].mismatchCost) })
    }

    /// Learns the directions from sequences: principal components of each group's features. Of all groups those are taken
    /// that have most variance for what they cost in a scan: one product a direction, and two more for the masks of a group
    /// that frames lack. A group's variance counts as often as two frames both show it. O(frames · features²), of long
    /// collections over a sample.
    ///
    /// - Parameter dimensions: how many; without a number as many as hold ``usualShare`` of the variance, and at least
    ///   ``leastDimensions``.
    init(_ sequences: [FeatureSequence], layout: FeatureLayout, centre: [Float], dimensions: Int?) {
        let groups = layout.ranges.indices.map { group in
            let (covariance, share) = Self.covariance(sequences, group, layout, centre: centre)
            let found = Self.eigenvectors(covariance, width: layout.groups[group].width)
            return Directions(
                variances: (found?.values ?? []).map { $0 * share * share }, vectors: found?.vectors ?? [],
                opening: share < 1 ? 2 : 0)
        }
        let taken = Self.worthwhile(groups, dimensions: dimensions.map { max(1, $0) })
        let kept = groups.indices.filter { taken[$0] > 0 }
        self.init(
            source: layout, centre: centre, groups: kept, widths: kept.map { taken[$0] },
            matrices: kept.flatMap { group in
                groups[group].vectors.prefix(taken[group] * layout.groups[group].width).map(Float.init)
            })
    }

    /// The directions of a group, most variance first.
    private struct Directions {
        var variances: [Double]
        /// `[direction][feature]`.
        var vectors: [Double]
        /// What the group costs before its first direction.
        var opening: Double
    }

    /// What is kept of the variance, and of directions, where no number is asked for: between more bounds that prune and
    /// bounds that cost less.
    private static let usualShare = 0.8
    private static let leastDimensions = 8

    /// How many directions to take of each group: step by step what has most variance for its cost.
    private static func worthwhile(_ groups: [Directions], dimensions: Int?) -> [Int] {
        var taken = groups.map { _ in 0 }
        let enough = usualShare * groups.reduce(0) { $0 + $1.variances.reduce(0, +) }
        var (count, kept) = (0, 0.0)
        while dimensions.map({ count < $0 }) ?? (count < leastDimensions || kept < enough) {
            var best: (worth: Double, group: Int, count: Int, variance: Double)?
            for (group, directions) in groups.enumerated() {
                let next = directions.variances.dropFirst(taken[group])
                let opening = taken[group] == 0 ? directions.opening : 0
                var variance = 0.0
                for (place, more) in next.prefix(dimensions.map { $0 - count } ?? next.count).enumerated() {
                    variance += more
                    let worth = variance / (Double(place + 1) + opening)
                    if best.map({ worth > $0.worth }) ?? true { best = (worth, group, place + 1, variance) }
                }
            }
            guard let best else { break }
            taken[best.group] += best.count
            count += best.count
            kept += best.variance
        }
        return taken
    }

    /// The projected sequence. O(frames · features · projected features), a matrix product a group.
    func callAsFunction(_ sequence: FeatureSequence) -> FeatureSequence {
        let (frames, dimension) = (sequence.frameCount, source.dimension)
        var centred = sequence.values
        centred.withUnsafeMutableBufferPointer { values in
            for frame in 0..<frames {
                for feature in 0..<dimension { values[frame * dimension + feature] -= centre[feature] }
            }
        }
        var seen: [Bool] = []
        seen.reserveCapacity(frames * groups.count)
        for frame in 0..<frames { for group in groups { seen.append(sequence.isSeen(group, frame: frame)) } }
        let values = [Float](unsafeUninitializedCapacity: frames * target.dimension) { out, count in
            count = frames * target.dimension
            guard let out = out.baseAddress else { return }
            var start = 0
            for (place, group) in groups.enumerated() {
                let (from, to) = (source.ranges[group], target.ranges[place])
                centred.withUnsafeBufferPointer { centred in
                    matrices.withUnsafeBufferPointer { matrices in
                        guard let left = centred.baseAddress, let right = matrices.baseAddress else { return }
                        BLAS.call {
                            cblas_sgemm(
                                CblasRowMajor, CblasNoTrans, CblasTrans, blasint(frames), blasint(to.count),
                                blasint(from.count), 1, left + from.lowerBound, blasint(dimension),
                                right + start, blasint(from.count), 0, out + to.lowerBound,
                                blasint(target.dimension))
                        }
                    }
                }
                start += to.count * from.count
            }
        }
        // What is not seen is forgotten here, as ever.
        return FeatureSequence(layout: target, frameCount: frames, values: values, seen: seen)
    }

    /// Frames that a covariance is measured on, at most.
    private static let sample = 20_000

    /// `[width][width]` of the group's features around `centre`, and the share of frames that show it.
    private static func covariance(
        _ sequences: [FeatureSequence], _ group: Int, _ layout: FeatureLayout, centre: [Float]
    ) -> (covariance: [Double], share: Double) {
        let range = layout.ranges[group]
        let frames = sequences.reduce(0) { $0 + $1.frameCount }
        let step = max(1, frames / sample)
        var rows: [Double] = []
        var looked = 0
        var place = 0
        for sequence in sequences {
            for frame in 0..<sequence.frameCount {
                place += 1
                guard place % step == 0 else { continue }
                looked += 1
                guard sequence.isSeen(group, frame: frame) else { continue }
                let row = range.map { feature in
                    Double(sequence.values[frame * layout.dimension + feature] - centre[feature])
                }
                if row.allSatisfy({ abs($0) < 1e15 }) { rows += row }
            }
        }
        let (width, count) = (range.count, range.isEmpty ? 0 : rows.count / range.count)
        var covariance = [Double](repeating: 0, count: width * width)
        guard count > 0 else { return (covariance, 0) }
        BLAS.call {
            cblas_dsyrk(
                CblasRowMajor, CblasUpper, CblasTrans, blasint(width), blasint(count), 1 / Double(count),
                rows, blasint(width), 0, &covariance, blasint(width))
        }
        return (covariance, Double(count) / Double(max(looked, 1)))
    }

    /// The eigenvalues of a symmetric matrix, largest first, and its eigenvectors as rows; `nil` where there are none.
    private static func eigenvectors(
        _ matrix: [Double], width: Int
    ) -> (values: [Double], vectors: [Double])? {
        guard width > 0 else { return nil }
        var columns = matrix
        var values = [Double](repeating: 0, count: width)
        let status = BLAS.call {
            LAPACKE_dsyevd(
                LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(width), &columns,
                Int32(width), &values)
        }
        guard status == 0 else { return nil }
        // They come as columns, smallest first.
        let vectors = (0..<width).reversed().flatMap { column in
            (0..<width).map { columns[$0 * width + column] }
        }
        return (values.reversed(), vectors)
    }
}
