import Foundation

/// The judge's figures computed directly from the rows of a CSV.
struct NaiveJudge {
    struct Row {
        let attemptSigner: String
        let attemptSign: String
        let attemptTake: String
        let signer: String
        let sign: String
        /// Higher is more alike.
        let score: Double
    }

    let rows: [Row]

    /// Parses a file without quoted fields.
    init(csv: String) throws {
        var lines = csv.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.removeFirst() == "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score",
            lines.popLast() == ""
        else { throw CocoaError(.fileReadCorruptFile) }
        rows = try lines.map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 6, let score = Double(fields[5]) else {
                throw CocoaError(.fileReadCorruptFile)
            }
            return Row(
                attemptSigner: fields[0], attemptSign: fields[1], attemptTake: fields[2], signer: fields[3],
                sign: fields[4], score: score)
        }
    }

    /// The rows within one signer, or across signers.
    private func rows(within: Bool) -> [Row] {
        rows.filter { row in
            guard (row.attemptSigner == row.signer) == within else { return false }
            return within || isShared(row.attemptSign) && isShared(row.sign)
        }
    }

    private func isShared(_ sign: String) -> Bool {
        let first = rows.first { $0.sign == sign }
        return rows.contains { $0.sign == sign && $0.signer != first?.signer }
    }

    func auc(within: Bool) -> Double {
        let rows = rows(within: within)
        return Self.auc(
            right: rows.filter { $0.attemptSign == $0.sign }.map { -$0.score },
            wrong: rows.filter { $0.attemptSign != $0.sign }.map { -$0.score })
    }

    /// Every right distance against every wrong one; ties count half.
    static func auc(right: [Double], wrong: [Double]) -> Double {
        var wins = 0.0
        for near in right {
            for far in wrong { wins += near < far ? 1 : near == far ? 0.5 : 0 }
        }
        return wins / Double(right.count * wrong.count)
    }

    /// The share of attempts whose best row (the first of ties) is of the right sign, and the number of
    /// attempts.
    func top1(within: Bool) -> (share: Double, attempts: Int) {
        let rows = rows(within: within)
        var hits = 0
        var seen: [[String]] = []
        for row in rows {
            let attempt = [row.attemptSigner, row.attemptSign, row.attemptTake]
            guard !seen.contains(attempt) else { continue }
            seen.append(attempt)
            var best = row
            for other in rows
            where [other.attemptSigner, other.attemptSign, other.attemptTake] == attempt
                && other.score > best.score
            {
                best = other
            }
            if best.attemptSign == best.sign { hits += 1 }
        }
        return (Double(hits) / Double(seen.count), seen.count)
    }
}
