/// The rank of the right sign in a library of a given size, drawn at random from a larger one in which it was
/// compared with every sign.
///
/// Of the `others` wrong signs, `nearer` are nearer than the right one. A library holds the right sign and
/// `drawn` of the others, without replacement, so the number of nearer ones in it is hypergeometric. The
/// expectations are exact; no library is drawn.
struct LibraryRank: Sendable {
    /// The number of wrong signs that are nearer than the right one, or as near.
    let nearer: Int
    /// The number of wrong signs.
    let others: Int

    /// The expected 1 / rank in a library of `drawn` + 1 signs. O(nearer).
    ///
    /// Σ C(m, h) C(N − m, n − h) / (h + 1) is (C(N + 1, n + 1) − C(N − m, n + 1)) / (m + 1) by Vandermonde's
    /// identity, for m of N nearer and n drawn.
    ///
    /// - Precondition: `drawn` is at most `others`.
    func expectedReciprocal(drawn: Int) -> Double {
        precondition((0...others).contains(drawn), "a library has at most the signs that there are")
        let missed = Self.ratio(others + 1, without: nearer + 1, drawn + 1)
        return Double(others + 1) / (Double(nearer + 1) * Double(drawn + 1)) * (1 - missed)
    }

    /// The probability that the right sign is the first in a library of `drawn` + 1 signs. O(nearer).
    func expectedFirst(drawn: Int) -> Double { Self.ratio(others, without: nearer, drawn) }

    /// C(all − left, drawn) / C(all, drawn): the probability that a draw misses `left` of all.
    private static func ratio(_ all: Int, without left: Int, _ drawn: Int) -> Double {
        (0..<left).reduce(1) { $0 * Double(max(all - drawn - $1, 0)) / Double(all - $1) }
    }
}
