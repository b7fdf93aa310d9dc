import Signify

/// How well scores separate right signs from wrong ones: the four figures of the field's judge.
package struct JudgeFigures: Sendable, Hashable {
    /// Pairs of one signer, or of two.
    package struct Side: Sendable, Hashable {
        /// The share, 0–1, of right pairs that are nearer than a wrong one; ties count half.
        package var auc: Double
        /// The share, 0–1, of attempts whose nearest reference is of the right sign.
        package var top1: Double
        /// The number of attempts.
        package var attempts: Int
    }

    /// Attempt and reference by one signer.
    package let within: Side
    /// Attempt and reference by different signers, over the signs that two or more signers recorded.
    package let across: Side

    /// Computes the figures of some pairs. O(n log n).
    package init(_ pairs: [PairwiseScores.Pair]) {
        let shared = Self.sharedSigns(pairs)
        within = Self.side(pairs.filter(\.isWithin))
        across = Self.side(
            pairs.filter {
                !$0.isWithin && shared.contains($0.attempt.sign) && shared.contains($0.reference.sign)
            })
    }

    /// The signs with references by two or more signers.
    static func sharedSigns(_ pairs: [PairwiseScores.Pair]) -> Set<String> {
        var signers: [String: Set<String>] = [:]
        for pair in pairs { signers[pair.reference.sign, default: []].insert(pair.reference.signer) }
        return Set(signers.filter { $0.value.count > 1 }.keys)
    }

    private static func side(_ pairs: [PairwiseScores.Pair]) -> Side {
        var best: [TakeFolder.Take: PairwiseScores.Pair] = [:]
        for pair in pairs where best[pair.attempt].map({ pair.distance < $0.distance }) ?? true {
            best[pair.attempt] = pair
        }
        let hits = best.values.count { $0.isSame }
        return Side(
            auc: auc(
                right: pairs.filter(\.isSame).map(\.distance),
                wrong: pairs.filter { !$0.isSame }.map(\.distance)),
            top1: best.isEmpty ? .nan : Double(hits) / Double(best.count), attempts: best.count)
    }

    /// The probability that a right distance is below a wrong one, ties counting half: the Mann-Whitney
    /// statistic (Hanley & McNeil 1982, "The meaning and use of the area under a receiver operating
    /// characteristic curve"). NaN if either is empty. O(n log n).
    package static func auc(right: [Double], wrong: [Double]) -> Double {
        guard !right.isEmpty, !wrong.isEmpty else { return .nan }
        let all = (right.map { ($0, true) } + wrong.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var ranks = 0.0
        var first = 0
        while first < all.count {
            var last = first
            while last + 1 < all.count, all[last + 1].0 == all[first].0 { last += 1 }
            // Ranks count from 1; equal values share their mean rank.
            let rank = Double(first + last) / 2 + 1
            ranks += rank * Double(all[first...last].count { $0.1 })
            first = last + 1
        }
        let (n, m) = (Double(right.count), Double(wrong.count))
        return 1 - (ranks - n * (n + 1) / 2) / (n * m)
    }
}
