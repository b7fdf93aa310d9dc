import Alignment

/// The oracle of every fast path: dynamic time warping in double precision, from the textbook. It shares only
/// the types of its input and output with the library.
enum NaiveWarping {
    /// Every distance between two frames by direct difference, in double precision.
    static func costs(_ attempt: FeatureSequence, _ reference: FeatureSequence) -> [[Double]] {
        (0..<attempt.frameCount).map { row in
            (0..<reference.frameCount).map { column in
                cost(attempt, row, reference, column)
            }
        }
    }

    private static func cost(_ a: FeatureSequence, _ i: Int, _ b: FeatureSequence, _ j: Int) -> Double {
        let layout = a.layout
        var sum = 0.0
        for (group, range) in layout.ranges.enumerated() {
            let seenA = a.isSeen(group, frame: i)
            let seenB = b.isSeen(group, frame: j)
            if seenA && seenB {
                for feature in range {
                    let x = Double(a.values[i * layout.dimension + feature])
                    let y = Double(b.values[j * layout.dimension + feature])
                    sum += (x - y) * (x - y)
                }
            } else if seenA != seenB {
                sum += Double(layout.groups[group].mismatchCost)
            }
            // A number that is not finite makes its frame infinitely far, whatever the other side has there.
            for feature in range where !a.values[i * layout.dimension + feature].isFinite { return .infinity }
            for feature in range where !b.values[j * layout.dimension + feature].isFinite { return .infinity }
        }
        return sum.squareRoot()
    }

    struct Result {
        var cost: Double
        var weight: Int
        var steps: [WarpingPath.Step]
    }

    /// The cheapest path; `nil` where every path costs infinity.
    static func path(_ costs: [[Double]], _ options: WarpingOptions = WarpingOptions()) -> Result? {
        let rows = costs.count
        let columns = costs[0].count
        struct Cell {
            var total = Double.infinity
            var start = 0
            var from: (Int, Int)?
        }
        var cells = [[Cell]](repeating: [Cell](repeating: Cell(), count: columns), count: rows)
        for i in 0..<rows {
            let allowed = options.columns(forRow: i, rows: rows, columns: columns)
            for j in 0..<columns where allowed.contains(j) {
                var candidates: [Cell] = []
                if j == 0, i <= min(max(options.freeStart, 0), rows - 1) {
                    candidates.append(Cell(total: 2 * costs[i][j], start: i, from: nil))
                }
                for (di, dj, weight) in [(1, 1, 2.0), (1, 0, 1.0), (0, 1, 1.0)] where i >= di && j >= dj {
                    let before = cells[i - di][j - dj]
                    candidates.append(
                        Cell(
                            total: before.total + weight * costs[i][j], start: before.start,
                            from: (i - di, j - dj)))
                }
                if let best = candidates.min(by: { $0.total < $1.total }) { cells[i][j] = best }
            }
        }
        var best: Result?
        for end in max(rows - 1 - max(options.freeEnd, 0), 0)..<rows {
            let cell = cells[end][columns - 1]
            guard cell.total.isFinite else { continue }
            let weight = end - cell.start + 1 + columns
            if let best, cell.total / Double(weight) >= best.cost / Double(best.weight) { continue }
            var steps: [WarpingPath.Step] = []
            var place: (Int, Int)? = (end, columns - 1)
            while let (i, j) = place {
                steps.append(.init(attempt: i, reference: j))
                place = cells[i][j].from
            }
            best = Result(cost: cell.total, weight: weight, steps: steps.reversed())
        }
        return best
    }
}

extension WarpingPath {
    /// The mean cost of a matched pair.
    var normalisedCost: Float { cost / Float(weight) }

    /// The cost of the steps by the oracle's distances.
    func cost(by costs: [[Double]]) -> Double {
        steps.indices.reduce(0) {
            $0 + Double(weight(ofStep: $1)) * costs[steps[$1].attempt][steps[$1].reference]
        }
    }
}
