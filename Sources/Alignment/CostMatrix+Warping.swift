extension CostMatrix {
    /// The cheapest warping path through the matrix: dynamic time warping with the symmetric step pattern of Sakoe &
    /// Chiba (1978), P = 0, in which a diagonal step weighs 2 and the others 1, so that every path between the same
    /// ends has the same weight and costs compare as means.
    ///
    ///     D(i, j) = min( D(i−1, j−1) + 2c(i, j),  D(i−1, j) + c(i, j),  D(i, j−1) + c(i, j) )
    ///
    /// With free ends a path may start in any of the first `freeStart + 1` rows and end in any of the last
    /// `freeEnd + 1`; each must cross the whole reference. A sum would always leave out as much as it may, so the
    /// row to end in is the one with the lowest mean cost.
    ///
    /// O(rows · columns) time; one byte a cell of memory beside the matrix. Ties go to the diagonal, then to the step
    /// in the attempt, then to the earlier end.
    ///
    /// - Throws: ``AlignmentError/noFrames``, ``AlignmentError/noFinitePath``.
    public func path(_ options: WarpingOptions = WarpingOptions()) throws(AlignmentError) -> WarpingPath {
        guard rows > 0, columns > 0 else { throw .noFrames }
        // A start after an end would cross nothing.
        let lastStart = Swift.min(Swift.max(options.freeStart, 0), rows - 1)
        let firstEnd = Swift.max(rows - 1 - Swift.max(options.freeEnd, 0), 0)

        var arrivals = [Arrival](repeating: .none, count: rows * columns)
        var above = Frontier(columns: columns)
        var current = Frontier(columns: columns)
        var best: (row: Int, mean: Float, weight: Int, cost: Float)?

        for row in 0..<rows {
            let allowed = options.columns(forRow: row, rows: rows, columns: columns)
            current.reset()
            for column in allowed {
                let cost = values[row * columns + column]
                var total = Float.infinity
                var start = 0
                var arrival = Arrival.none
                if column == 0, row <= lastStart {
                    total = 2 * cost
                    start = row
                    arrival = .start
                }
                if row > 0, column > 0, above.costs[column - 1] + 2 * cost < total {
                    total = above.costs[column - 1] + 2 * cost
                    start = above.starts[column - 1]
                    arrival = .both
                }
                if row > 0, above.costs[column] + cost < total {
                    total = above.costs[column] + cost
                    start = above.starts[column]
                    arrival = .attempt
                }
                if column > 0, current.costs[column - 1] + cost < total {
                    total = current.costs[column - 1] + cost
                    start = current.starts[column - 1]
                    arrival = .reference
                }
                current.costs[column] = total
                current.starts[column] = start
                arrivals[row * columns + column] = arrival
            }
            if row >= firstEnd, current.costs[columns - 1].isFinite {
                let weight = row - current.starts[columns - 1] + 1 + columns
                let cost = current.costs[columns - 1]
                let mean = cost / Float(weight)
                if best.map({ mean < $0.mean }) ?? true { best = (row, mean, weight, cost) }
            }
            swap(&above, &current)
        }

        guard let best else { throw .noFinitePath }
        return WarpingPath(
            steps: backtrack(arrivals, from: best.row), cost: best.cost, weight: best.weight)
    }

    private func backtrack(_ arrivals: [Arrival], from row: Int) -> [WarpingPath.Step] {
        var (row, column) = (row, columns - 1)
        var steps = [WarpingPath.Step(attempt: row, reference: column)]
        walk: while true {
            switch arrivals[row * columns + column] {
            case .start, .none: break walk
            case .both:
                row -= 1
                column -= 1
            case .attempt: row -= 1
            case .reference: column -= 1
            }
            steps.append(WarpingPath.Step(attempt: row, reference: column))
        }
        return steps.reversed()
    }

    /// How the cheapest path reaches a cell.
    private enum Arrival: UInt8 { case none, start, both, attempt, reference }

    /// One row of accumulated costs, with the row in which each one's path started.
    private struct Frontier {
        var costs: [Float]
        var starts: [Int]

        init(columns: Int) {
            costs = [Float](repeating: .infinity, count: columns)
            starts = [Int](repeating: 0, count: columns)
        }

        mutating func reset() {
            for column in costs.indices { costs[column] = .infinity }
        }
    }
}
