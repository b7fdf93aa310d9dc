import Foundation
import Signify

/// The evaluation of one set, as text for a terminal.
package struct EvaluationReport: Sendable {
    private let entry: SignerSplits.Entry
    private let splits: [(split: SignerSplits.Split, figures: JudgeFigures)]
    /// Scores by a metric learned from other signers.
    package let scores: PairwiseScores
    private let byTakes: [(takes: Int, scores: PairwiseScores)]
    private let together: PairwiseScores
    private let controls: [(name: String, scores: PairwiseScores)]

    /// Evaluates a set under every split.
    ///
    /// - Throws: ``AnalysisFailure``.
    package init(_ entry: SignerSplits.Entry, of splits: SignerSplits) throws(AnalysisFailure) {
        self.entry = entry
        var figures: [(SignerSplits.Split, JudgeFigures)] = []
        var left: PairwiseScores?
        for split in SignerSplits.Split.allCases {
            guard let scores = try splits.scores(entry, split) else { continue }
            figures.append((split, JudgeFigures(scores.pairs)))
            if split == .otherSigners { left = scores }
        }
        self.splits = figures
        let scores = left ?? PairwiseScores(joining: [])
        self.scores = scores
        var byTakes: [(Int, PairwiseScores)] = []
        for takes in [1, 2] {
            byTakes.append((takes, try splits.scoresLeavingOut(entry.takes, referenceTakes: takes)))
        }
        self.byTakes = byTakes + [(4, scores)]
        together = try splits.scoresAgainstAllOthers(entry.takes)
        var controls: [(String, PairwiseScores)] = []
        for control in entry.controls {
            controls.append((control.name, try splits.scoresLeavingOut(control.takes)))
        }
        self.controls = controls
    }

    package var text: String {
        [
            "\(entry.name): \(entry.takes.takes.count) takes of \(entry.takes.signers.count) signers",
            figures, errors, channels, variants, confusions, worst,
        ].joined(separator: "\n\n") + "\n"
    }

    private var figures: String {
        let rows = splits.map { split, figures in
            TableText.padded(split.rawValue, 26)
                + [figures.within.auc, figures.within.top1, figures.across.auc, figures.across.top1]
                .map { TableText.number($0, decimals: 4) }.joined(separator: "  ")
        }
        return (["within AUC, top-1; across AUC, top-1"] + rows).joined(separator: "\n")
    }

    /// The error rates, also with fewer takes, and the share of right signs by distance.
    private var errors: String {
        var points = byTakes.flatMap { takes, scores in
            let takes = "\(takes) take\(takes == 1 ? "" : "s")"
            return [
                Self.errors("\(takes) of one's own", scores, beside: .own),
                Self.errors("\(takes) of another's", scores, beside: .strangers),
            ]
        }
        let counts = together.calibrations.values.map(\.takes)
        if let fewest = counts.min(), let most = counts.max() {
            points.append(
                Self.errors("others' \(fewest)–\(most) takes", together, beside: .strangers))
        }
        let rows = controls.map { name, scores in
            let own = scores.pairs.filter { $0.isSame && $0.isWithin }
            let others = scores.pairs.filter { $0.isSame && !$0.isWithin }
            let directed = own.filter(\.referenceHasDirection)
            return TableText.padded(name, 26)
                + "accepted \(Self.passed(own)) of own, \(Self.passed(others)) of others' references; "
                + "\(Self.passed(directed)) of the \(directed.count) with a direction"
        }
        let variants = SignVariants(scores.pairs)
        let right = scores.pairs.filter { $0.isSame && !variants.hides($0) }
        func refused(_ pairs: [PairwiseScores.Pair]) -> String {
            Self.share(pairs.map(\.isRefusedByDirection))
        }
        let direction =
            TableText.padded("direction alone", 26)
            + "right refused: \(refused(right.filter(\.isWithin))) of own, "
            + "\(refused(right.filter { !$0.isWithin })) of others' references"
        return
            (["Identity alone, at its threshold"] + points + rows + [direction] + [
                "", "Share of right signs by distance (own; others' references)",
            ]
            + curve).joined(separator: "\n")
    }

    private static func errors(
        _ name: String, _ scores: PairwiseScores, beside references: BalancedErrors.References
    ) -> String {
        let errors = BalancedErrors([scores], beside: [references])
        let (atThreshold, equal) = (errors.rates(at: 1), errors.equalError)
        return TableText.padded(name, 26)
            + "right refused \(percent(atThreshold.falseRejects)), wrong accepted \(percent(atThreshold.falseAccepts)); "
            + "equal error \(percent(equal.rate)) at \(TableText.number(equal.distance)) of the threshold, "
            + "a score of \(TableText.number(ScoreCurve.score(equal.distance * ScoreCurve.passing), decimals: 0))"
    }

    private var curve: [String] {
        let edges = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, Double.infinity]
        return zip(edges, edges.dropFirst()).map { low, high in
            let inside = scores.pairs.filter { $0.distance >= low && $0.distance < high }
            let (own, others) = (inside.filter(\.isWithin), inside.filter { !$0.isWithin })
            return TableText.padded("\(low)–\(high == .infinity ? "…" : "\(high)")", 26)
                + "\(Self.share(own.map(\.isSame))) of \(own.count); \(Self.share(others.map(\.isSame))) of \(others.count)"
        }
    }

    private var channels: String {
        let names = Set(scores.pairs.flatMap(\.channels.keys)).sorted()
        let rows = names.map { name in
            let auc = [true, false].map { isWithin in
                let pairs = scores.pairs.filter { $0.isWithin == isWithin }
                return TableText.number(
                    JudgeFigures.auc(
                        right: pairs.filter(\.isSame).compactMap { $0.channels[name] },
                        wrong: pairs.filter { !$0.isSame }.compactMap { $0.channels[name] }), decimals: 3)
            }
            return TableText.padded(name, 26) + auc.joined(separator: "  ")
        }
        return (["AUC of each channel alone: within, across"] + rows).joined(separator: "\n")
    }

    private var variants: String {
        let stated = Dictionary(grouping: entry.takes.takes.map(\.source)) { [$0.signer, $0.sign] }
            .values.compactMap { $0.first?.agrees }
        guard stated.isEmpty else {
            return
                "One gloss, two signs? agree.csv: \(stated.count { !$0 }) of \(stated.count) signers' glosses are "
                + "variants; the error rates leave out their pairs across signers"
        }
        let found = SignVariants(scores.pairs)
        let rows = found.variants.map { variant in
            TableText.padded(variant.sign, 14)
                + "\(variant.signers.joined(separator: ", ")): farther wrong references \(Self.percent(found.evidence[variant] ?? 0))"
        }
        return
            ([
                "One gloss, two signs? Pairs of signers whose takes are no nearer than takes of other signs (75 % and below)"
            ]
            + (rows.isEmpty ? ["none"] : rows)).joined(separator: "\n")
    }

    /// For each sign, how often it ranked first, and which signs ranked first instead.
    private var confusions: String {
        let shared = JudgeFigures.sharedSigns(scores.pairs)
        func nearest(_ pairs: [PairwiseScores.Pair]) -> [(TakeFolder.Take, PairwiseScores.Pair)] {
            Dictionary(grouping: pairs) { $0.attempt }
                .compactMap { take, pairs in pairs.min { $0.distance < $1.distance }.map { (take, $0) } }
        }
        let own = nearest(scores.pairs.filter(\.isWithin))
        let others = nearest(
            scores.pairs.filter {
                !$0.isWithin && shared.contains($0.attempt.sign) && shared.contains($0.reference.sign)
            })
        let signs = Set(own.map(\.0.sign)).sorted()
        let rows = signs.map { sign in
            [own, others].reduce(TableText.padded(sign, 14)) { row, found in
                let of = found.filter { $0.0.sign == sign }
                guard !of.isEmpty else { return row }
                let wrong = Dictionary(grouping: of.filter { !$0.1.isSame }) { $0.1.reference.sign }
                    .map { ($0.key, $0.value.count) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
                let names = wrong.prefix(3).map { "\($0.0) \($0.1)" }.joined(separator: ", ")
                return row + TableText.padded("\(of.count { $0.1.isSame })/\(of.count) \(names)", 40)
            }
        }
        return (["Sign ranked first: among own references; among others'"] + rows).joined(separator: "\n")
    }

    private var worst: String {
        let own = scores.pairs.filter(\.isWithin)
        func lines(_ pairs: [PairwiseScores.Pair]) -> [String] {
            pairs.prefix(8).map { pair in
                "\(TableText.number(pair.distance, decimals: 2))  \(pair.attempt.signer)/\(pair.attempt.sign)/\(pair.attempt.name) "
                    + "against \(pair.reference.sign)"
            }
        }
        let right = lines(own.filter(\.isSame).sorted { $0.distance > $1.distance })
        let wrong = lines(own.filter { !$0.isSame }.sorted { $0.distance < $1.distance })
        return
            (["Worst right attempts (distance over the threshold)"] + right + ["", "Nearest wrong attempts"]
            + wrong)
            .joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String {
        TableText.number(100 * share, decimals: 1) + " %"
    }

    private static func passed(_ pairs: [PairwiseScores.Pair]) -> String {
        share(pairs.map { $0.distance <= 1 })
    }

    private static func share(_ flags: [Bool]) -> String {
        flags.isEmpty ? "–" : percent(Double(flags.count { $0 }) / Double(flags.count))
    }
}
