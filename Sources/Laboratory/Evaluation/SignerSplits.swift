import Scoring
import Signify

/// Sets of takes judged by metrics learned from other takes.
package struct SignerSplits: Sendable {
    package struct Entry: Sendable {
        /// The name of the set's folder.
        package let name: String
        package let takes: RecordedTakes
        /// The takes with edited attempts that must not pass, by edit.
        package let controls: [(name: String, takes: RecordedTakes)]

        package init(
            name: String, takes: RecordedTakes, controls: [(name: String, takes: RecordedTakes)] = []
        ) {
            self.name = name
            self.takes = takes
            self.controls = controls
        }
    }

    /// The takes that a metric was learned from.
    package enum Split: String, Sendable, CaseIterable {
        /// No takes.
        case untrained = "nothing learned"
        /// The other folders alone, and aligned frames alone: no network learned so.
        case otherFolders = "frames alone, other folders"
        /// All signers except the attempt's group, as ``SignerGroups`` has it: the figures to report.
        case otherSigners = "learned on other signers"
        /// All takes, as in the released metric, which favours the attempts.
        case shipped = "as it ships"
    }

    /// The sets to judge.
    package let entries: [Entry]
    /// Those that the metric is learned from.
    package let tidy: [Entry]
    private let learning: MetricLearning
    private let networks: FoldNetworks

    /// Aligns the takes of the sets and collects their statistics.
    ///
    /// - Parameters:
    ///   - untidy: further sets to judge. The metric is not learned from them.
    ///   - networks: those that judge the signers.
    package init(_ entries: [Entry], untidy: [Entry] = [], networks: FoldNetworks = .none) {
        self.entries = entries + untidy
        tidy = entries
        self.networks = networks
        let plain = entries.map { $0.takes.measured(by: .untrained) }
        learning = MetricLearning(DifferenceStatistics(plain))
    }

    /// The metric learned from every take.
    package func metric() throws(AnalysisFailure) -> SignMetric { try learning.metric() }

    /// The scores of one set under a split; `nil` without another folder to learn from. Those under ``Split/otherSigners``
    /// have the channels too.
    ///
    /// - Parameter referenceTakes: the number of takes used per reference.
    package func scores(
        _ entry: Entry, _ split: Split, referenceTakes: Int = 4
    ) throws(AnalysisFailure) -> PairwiseScores? {
        switch split {
        case .untrained:
            return try PairwiseScores(entry.takes.measured(by: .untrained), referenceTakes: referenceTakes)
        case .shipped: return try PairwiseScores(entry.takes, referenceTakes: referenceTakes)
        case .otherFolders:
            guard tidy.contains(where: { $0.name != entry.name }) else { return nil }
            let metric = try learning.metric(without: Set(entry.takes.signers))
            return try PairwiseScores(entry.takes.measured(by: metric), referenceTakes: referenceTakes)
        case .otherSigners:
            return try scoresLeavingOut(entry.takes, referenceTakes: referenceTakes, channels: true)
        }
    }

    /// The takes as a group of signers is judged: by what was learned from all other signers.
    package func judged(
        _ takes: RecordedTakes, without signers: Set<String>
    ) throws(AnalysisFailure) -> RecordedTakes {
        let metric = try learning.metric(without: signers)
        let network = networks.network(judging: signers, of: entries.map(\.takes.signers))
        return takes.measured(by: SignMetric(projections: metric.projections, network: network))
    }

    /// The scores of takes; the attempts of each of ``SignerGroups`` are judged by a metric learned from the
    /// other signers.
    package func scoresLeavingOut(
        _ takes: RecordedTakes, referenceTakes: Int = 4, channels: Bool = false
    ) throws(AnalysisFailure) -> PairwiseScores {
        var parts: [PairwiseScores] = []
        for group in SignerGroups.of(takes.signers) {
            parts.append(
                try PairwiseScores(
                    judged(takes, without: group), attemptsBy: group, referenceTakes: referenceTakes,
                    channels: channels))
        }
        return PairwiseScores(joining: parts)
    }

    /// The scores of takes; the attempts of each of ``SignerGroups`` are judged by a metric learned from the
    /// other signers, against the other signers' takes together. Empty for a set of one signer.
    package func scoresAgainstAllOthers(_ takes: RecordedTakes) throws(AnalysisFailure) -> PairwiseScores {
        var parts: [PairwiseScores] = []
        for group in SignerGroups.of(takes.signers) where takes.signers.count > 1 {
            parts.append(
                try PairwiseScores(againstAllOthers: judged(takes, without: group), attemptsBy: group))
        }
        return PairwiseScores(joining: parts)
    }
}
