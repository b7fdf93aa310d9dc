/// The known glosses most like an unknown one.
enum NearestGlosses {
    /// At most `limit` of `known`, by edit distance, equal distances in alphabetical order.
    ///
    /// O(length²) for each known gloss.
    static func of(_ gloss: String, among known: [String], limit: Int = 3) -> [String] {
        let wanted = Array(gloss.unicodeScalars)
        return
            known
            .map { (distance: distance(wanted, Array($0.unicodeScalars)), gloss: $0) }
            .sorted { ($0.distance, $0.gloss) < ($1.distance, $1.gloss) }
            .prefix(limit)
            .map(\.gloss)
    }

    /// The fewest insertions, deletions, substitutions and swaps of neighbours that turn `left` into `right`,
    /// no place being edited twice (the optimal string alignment distance).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var current = [i + 1]
            for (j, b) in right.enumerated() {
                var best = min(last[j] + (a == b ? 0 : 1), last[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

extension StoreError.Missing {
    /// A sign that is not among the `known`, with the nearest of them. O(length²) for each.
    public static func sign(_ gloss: String, among known: [String]) -> Self {
        .sign(gloss: gloss, nearest: NearestGlosses.of(gloss, among: known), known: known.count)
    }
}
