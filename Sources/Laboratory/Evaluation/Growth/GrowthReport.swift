import Signify

/// How errors grow and fall with signers, signs and conditions: tables as text and as CSV files.
package struct GrowthReport: Sendable {
    private let bySigners: GrowthBySigners
    private let bySigns: GrowthBySigns
    private let conditions: FailureConditions

    /// Compares the attempts of all sets under every condition. Minutes for a set of 80 signers.
    ///
    /// - Parameter random: signs that make the largest libraries.
    package init(_ splits: SignerSplits, random: RandomSigns = .none) throws(AnalysisFailure) {
        var scores: [PairwiseScores] = []
        for entry in splits.entries { scores.append(try splits.scoresLeavingOut(entry.takes)) }
        conditions = FailureConditions(Array(zip(splits.entries.map(\.takes), scores)))
        let corpus = GrowthCorpus(splits.entries.map(\.takes), scores: scores)
        bySigners = try GrowthBySigners(
            corpus, names: splits.entries.map(\.name), judged: splits.judged(_:without:))
        bySigns = try GrowthBySigns(
            corpus, sets: splits.entries.count, random: random, judged: splits.judged(_:without:))
    }

    /// The tables as CSV, by the name of the file. Shares are 0–1.
    package var files: [(name: String, text: String)] {
        func share(_ value: Double) -> String { TableText.number(value, decimals: 4) }
        let signers = bySigners.rows.map {
            "\($0.set),\($0.signers),\($0.signs),\($0.attempts),\(share($0.refused)),\(share($0.accepted)),"
                + share($0.first)
        }
        let signs = bySigns.rows.map {
            "\($0.signs),\($0.random),\($0.takes),\($0.attempts),\(share($0.reciprocalRank)),\(share($0.first))"
        }
        let groups = conditions.groups.map {
            "\($0.condition.rawValue),\($0.name),\(share($0.least)),\(share($0.greatest)),\($0.trials),"
                + "\(share($0.failed)),\(share($0.overMean))"
        }
        return [
            ("growth-signers.csv", "set,signers,signs,attempts,right_refused,wrong_accepted,top1", signers),
            ("growth-signs.csv", "signs,random,takes,attempts,mean_reciprocal_rank,top1", signs),
            ("growth-conditions.csv", "condition,group,least,greatest,comparisons,failed,over_mean", groups),
        ].map { name, header, rows in
            (name, ([header] + rows).joined(separator: "\n") + "\n")
        }
    }

    package var text: String { [signers, signs, failures].joined(separator: "\n\n") + "\n" }

    private var signers: String {
        let rows = bySigners.rows.map { row in
            TableText.padded("\(row.set), \(row.signers) signer\(row.signers == 1 ? "" : "s") a sign", 26)
                + "right refused \(Self.percent(row.refused)), wrong accepted \(Self.percent(row.accepted)), "
                + "first \(Self.percent(row.first)) (\(row.attempts) attempts at \(row.signs) signs)"
        }
        return
            (["By the number of other people whose takes are a sign's references"]
            + (rows.isEmpty
                ? ["no sign has \(GrowthBySigners.most) signers beside those who are judged"] : rows))
            .joined(separator: "\n")
    }

    private var signs: String {
        let rows = bySigns.rows.map { row in
            TableText.padded("\(row.signs) signs, \(row.takes) take\(row.takes == 1 ? "" : "s")", 26)
                + "mean reciprocal rank \(TableText.number(row.reciprocalRank, decimals: 3)), "
                + "first \(Self.percent(row.first)) (\(row.attempts) attempts"
                + (row.random > 0 ? "; \(row.random) random signs)" : ")")
        }
        let missing = GrowthBySigns.sizes.filter { $0 > bySigns.largest }.map { "\($0)" }
        let note =
            missing.isEmpty
            ? [] : ["There are no takes of \(missing.joined(separator: ", ")) signs by other people."]
        let nearer =
            bySigns.rows.contains { $0.random > 0 }
            ? [
                "Nearer than the right sign, by one take: \(Self.percent(bySigns.nearer.recorded)) of the wrong "
                    + "recorded signs, \(Self.percent(bySigns.nearer.random)) of the random ones."
            ] : []
        return
            (["By the number of signs in the library, each by one other signer"] + rows + note + nearer)
            .joined(separator: "\n")
    }

    private var failures: String {
        let rows = conditions.groups.map { group in
            TableText.padded("\(group.condition.rawValue), \(group.name)", 30)
                + TableText.padded(
                    "\(TableText.number(group.least))–\(TableText.number(group.greatest))", 16)
                + "\(Self.percent(group.failed)) fail, \(TableText.number(group.overMean)) of the mean"
                + (group.overMean > FailureConditions.limit ? ", above \(FailureConditions.limit)" : "")
                + " (\(group.trials) comparisons)"
        }
        return
            (["Right attempts beyond the threshold of one other signer's takes, by condition"] + rows)
            .joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String {
        TableText.number(100 * share, decimals: 1) + " %"
    }
}
