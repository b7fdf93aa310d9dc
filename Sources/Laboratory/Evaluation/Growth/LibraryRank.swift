import Foundation

/// The rank of the right sign in a library of a given size, drawn at random from a larger one in which it was
/// compared with every sign.
///
/// Of the `others` wrong signs to draw from, `nearer` are nearer than the right one. A library holds the right
/// sign and `drawn` of the others, without replacement, so the number of nearer ones in it is hypergeometric.
/// The expectations are exact; no library is drawn.
struct LibraryRank: Sendable {
    /// The number of wrong signs to draw from that are nearer than the right one, or as near.
    let nearer: Int
    /// The number of wrong signs to draw from.
    let others: Int
    /// The number of nearer signs that every library has beside those drawn.
    var ahead = 0

    /// The share of the wrong signs that are nearer, 0–1.
    var shareNearer: Double { Double(nearer) / Double(max(others, 1)) }

    /// The expected 1 / rank in a library with `drawn` of the others. O(nearer).
    ///
    /// Σ P(h) / (ahead + h + 1) over the h nearer ones that are drawn, with P the hypergeometric distribution
    /// C(m, h) C(N − m, n − h) / C(N, n) for m of N nearer and n drawn.
    ///
    /// - Precondition: `drawn` is at most `others`.
    func expectedReciprocal(drawn: Int) -> Double {
        precondition((0...others).contains(drawn), "a library has at most the signs that there are")
        let all = Self.logarithm(others, choose: drawn)
        return (max(drawn - (others - nearer), 0)...min(nearer, drawn)).reduce(0) { sum, drawnNearer in
            let probability = exp(
                Self.logarithm(nearer, choose: drawnNearer)
                    + Self.logarithm(others - nearer, choose: drawn - drawnNearer) - all)
            return sum + probability / Double(ahead + drawnNearer + 1)
        }
    }

    /// The probability that the right sign is the first in a library with `drawn` of the others. O(nearer).
    func expectedFirst(drawn: Int) -> Double {
        ahead > 0
            ? 0
            : (0..<nearer).reduce(1) { $0 * Double(max(others - drawn - $1, 0)) / Double(others - $1) }
    }

    /// ln C(all, chosen).
    private static func logarithm(_ all: Int, choose chosen: Int) -> Double {
        lgamma(Double(all + 1)) - lgamma(Double(chosen + 1)) - lgamma(Double(all - chosen + 1))
    }
}
