import Alignment

/// The oracle of the one-pass searches: two-level dynamic programming (Sakoe 1979) in double precision, from
/// the textbook. It first computes the cost of every template over every stretch of frames, then the best
/// combination of stretches. It shares no code with the library.
enum NaiveSequence {
    /// The cost of a template over exactly the frames `range`, from its first to its last state; infinity
    /// where no path exists.
    static func cost(_ costs: [[Double]], _ range: Range<Int>) -> Double {
        let states = costs[0].count
        var row = [Double](repeating: .infinity, count: states)
        row[0] = costs[range.lowerBound][0]
        for frame in range.dropFirst() {
            row = (0..<states).map { state in
                var before = row[state]
                if state > 0 { before = min(before, row[state - 1]) }
                if state > 1 { before = min(before, row[state - 2]) }
                return before + costs[frame][state]
            }
        }
        return row[states - 1]
    }

    /// The least cost of all frames as the models in order, each present or left out, with fillers anywhere.
    static func sentence(_ models: [[[[Double]]]], filler: [Double], skip: Double) -> Double {
        let frames = filler.count
        // best[k][i]: the first i frames with the first k models finished.
        var best = [[Double]](
            repeating: [Double](repeating: .infinity, count: frames + 1), count: models.count + 1)
        for k in 0...models.count {
            for i in 0...frames {
                var options: [Double] = k == 0 && i == 0 ? [0] : []
                if i > 0 { options.append(best[k][i - 1] + filler[i - 1]) }
                if k > 0 {
                    options.append(best[k - 1][i] + skip)
                    for start in 0..<i {
                        for template in models[k - 1] {
                            options.append(best[k - 1][start] + cost(template, start..<i))
                        }
                    }
                }
                best[k][i] = options.min() ?? .infinity
            }
        }
        return best[models.count][frames]
    }

    /// The least cost of all frames as any templates in any order, with fillers anywhere.
    static func stream(
        _ templates: [[[Double]]], filler: [Double], entry: Double, longest: Int
    ) -> Double {
        var best = [0.0]
        for end in 1...filler.count {
            var least = best[end - 1] + filler[end - 1]
            for start in max(0, end - longest)..<end {
                for template in templates {
                    least = min(least, best[start] + entry + cost(template, start..<end))
                }
            }
            best.append(least)
        }
        return best[filler.count]
    }
}
