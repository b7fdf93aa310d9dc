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

    /// Learns the directions from sequences: principal components of each group's features, the `dimensions` of most
    /// variance over all. A group's variance counts as often as two frames both show it. O(frames · features²), of long
    /// collections over a sample.
    init(_ sequences: [FeatureSequence], layout: FeatureLayout, centre: [Float], dimensions: Int) {
        var directions: [(variance: Double, group: Int, direction: [Float])] = []
        for (group, range) in layout.ranges.enumerated() {
            let (covariance, share) = Self.covariance(sequences, group, layout, centre: centre)
            guard let (variances, vectors) = Self.eigenvectors(covariance, width: range.count) else {
                continue
            }
            for place in 0..<range.count {
                let direction = (0..<range.count).map { Float(vectors[place * range.count + $0]) }
                directions.append((variances[place] * share * share, group, direction))
            }
        }
        directions.sort { ($0.variance, $1.group) > ($1.variance, $0.group) }
        let chosen = Dictionary(grouping: directions.prefix(max(1, dimensions)), by: \.group)
        let groups = chosen.keys.sorted()
        self.init(
            source: layout, centre: centre, groups: groups, widths: groups.map { chosen[$0]?.count ?? 0 },
            matrices: groups.flatMap { (chosen[$0] ?? []).flatMap(\.direction) })
    }

    /// The projected sequence. O(frames · features · projected features).
    func callAsFunction(_ sequence: FeatureSequence) -> FeatureSequence {
        var values = [Float](repeating: 0, count: sequence.frameCount * target.dimension)
        var seen = [Bool](repeating: false, count: sequence.frameCount * groups.count)
        var start = 0
        for (place, group) in groups.enumerated() {
            let (from, to) = (source.ranges[group], target.ranges[place])
            for frame in 0..<sequence.frameCount where sequence.isSeen(group, frame: frame) {
                seen[frame * groups.count + place] = true
                for (row, out) in to.enumerated() {
                    var sum: Float = 0
                    for (column, feature) in from.enumerated() {
                        sum +=
                            matrices[start + row * from.count + column]
                            * (sequence.values[frame * source.dimension + feature] - centre[feature])
                    }
                    values[frame * target.dimension + out] = sum
                }
            }
            start += to.count * from.count
        }
        return FeatureSequence(layout: target, frameCount: sequence.frameCount, values: values, seen: seen)
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
        BLASThreads.useOne()
        cblas_dsyrk(
            CblasRowMajor, CblasUpper, CblasTrans, blasint(width), blasint(count), 1 / Double(count), rows,
            blasint(width), 0, &covariance, blasint(width))
        return (covariance, Double(count) / Double(max(looked, 1)))
    }

    /// The eigenvalues of a symmetric matrix, largest first, and its eigenvectors as rows; `nil` where there are none.
    private static func eigenvectors(
        _ matrix: [Double], width: Int
    ) -> (values: [Double], vectors: [Double])? {
        guard width > 0 else { return nil }
        var columns = matrix
        var values = [Double](repeating: 0, count: width)
        let status = LAPACKE_dsyevd(
            LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(width), &columns,
            Int32(width), &values)
        guard status == 0 else { return nil }
        // They come as columns, smallest first.
        let vectors = (0..<width).reversed().flatMap { column in
            (0..<width).map { columns[$0 * width + column] }
        }
        return (values.reversed(), vectors)
    }
}
