/// Chooses among overlapping intervals those that weigh most together: weighted interval scheduling (Kleinberg & Tardos
/// 2005, "Algorithm Design", § 6.1).
public enum IntervalSchedule {
    /// The places of the chosen intervals, by time. No two of them overlap; their weights' sum is the largest there is.
    /// Intervals that are empty or weigh nothing are never chosen. Ties go to the ones that end, then stand, first.
    /// O(n log n).
    ///
    /// - Precondition: one weight an interval.
    public static func best(_ intervals: [Range<Int>], weights: [Double]) -> [Int] {
        precondition(intervals.count == weights.count)
        let order = intervals.indices.filter { !intervals[$0].isEmpty && weights[$0] > 0 }.sorted {
            (intervals[$0].upperBound, $0) < (intervals[$1].upperBound, $1)
        }
        let ends = order.map { intervals[$0].upperBound }
        // totals[n]: the most that the first n by end weigh together.
        var totals = [0.0]
        var before: [Int] = []
        for (rank, place) in order.enumerated() {
            let start = intervals[place].lowerBound
            var (low, high) = (0, rank)
            while low < high {
                let middle = (low + high) / 2
                if ends[middle] <= start { low = middle + 1 } else { high = middle }
            }
            before.append(low)
            totals.append(Swift.max(totals[rank], totals[low] + weights[place]))
        }
        var chosen: [Int] = []
        var rank = order.count
        while rank > 0 {
            if totals[rank] > totals[rank - 1] {
                chosen.append(order[rank - 1])
                rank = before[rank - 1]
            } else {
                rank -= 1
            }
        }
        return chosen.reversed()
    }
}
