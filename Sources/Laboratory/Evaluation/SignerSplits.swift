import Scoring
import Signify

/// Sets of takes judged by what was learned from others.
package struct SignerSplits: Sendable {
    /// One set.
    package struct Entry: Sendable {
        /// The folder's name.
        package let name: String
        package let takes: RecordedTakes
        /// The same with attempts that must not pass, by what was done to them.
        package let controls: [(name: String, takes: RecordedTakes)]

        /// A set and its name.
        package init(
            name: String, takes: RecordedTakes, controls: [(name: String, takes: RecordedTakes)] = []
        ) {
            self.name = name
            self.takes = takes
            self.controls = controls
        }
    }

    /// What a metric was learned from.
    package enum Split: String, Sendable, CaseIterable {
        /// Nothing.
        case untrained = "nothing learned"
        /// The other folders alone.
        case otherFolders = "learned on other folders"
        /// Every signer but the attempt's: the figure that counts.
        case otherSigners = "learned on other signers"
        /// Everything, as it ships: in the attempts' favour.
        case shipped = "as it ships"
    }

    /// The sets.
    package let entries: [Entry]
    private let learning: MetricLearning

    /// Aligns the takes of some sets, to learn from them.
    package init(_ entries: [Entry]) {
        self.entries = entries
        let plain = entries.map { $0.takes.measured(by: .untrained) }
        learning = MetricLearning(DifferenceStatistics(plain))
    }

    /// The metric of every take.
    package func metric() throws(AnalysisFailure) -> SignMetric { try learning.metric() }

    /// The scores of one set under a split; `nil` where there is no other folder to learn from.
    ///
    /// - Parameter referenceTakes: takes of a reference that are used.
    package func scores(
        _ entry: Entry, _ split: Split, referenceTakes: Int = 4
    ) throws(AnalysisFailure) -> PairwiseScores? {
        switch split {
        case .untrained:
            return try PairwiseScores(entry.takes.measured(by: .untrained), referenceTakes: referenceTakes)
        case .shipped: return try PairwiseScores(entry.takes, referenceTakes: referenceTakes)
        case .otherFolders:
            guard entries.count > 1 else { return nil }
            let metric = try learning.metric(without: Set(entry.takes.signers))
            return try PairwiseScores(entry.takes.measured(by: metric), referenceTakes: referenceTakes)
        case .otherSigners: return try scoresLeavingOut(entry.takes, referenceTakes: referenceTakes)
        }
    }

    /// The scores of takes, each signer's attempts judged by what was learned from the others.
    package func scoresLeavingOut(
        _ takes: RecordedTakes, referenceTakes: Int = 4
    ) throws(AnalysisFailure) -> PairwiseScores {
        var parts: [PairwiseScores] = []
        for signer in takes.signers {
            let metric = try learning.metric(without: [signer])
            parts.append(
                try PairwiseScores(
                    takes.measured(by: metric), attemptsBy: [signer], referenceTakes: referenceTakes))
        }
        return PairwiseScores(joining: parts)
    }

    /// The scores of takes, each signer's attempts by what was learned from the others and against all their takes together;
    /// nothing of a set of one signer.
    package func scoresAgainstAllOthers(_ takes: RecordedTakes) throws(AnalysisFailure) -> PairwiseScores {
        var parts: [PairwiseScores] = []
        for signer in takes.signers where takes.signers.count > 1 {
            let metric = try learning.metric(without: [signer])
            parts.append(try PairwiseScores(againstAllOthers: takes.measured(by: metric), attemptsBy: signer))
        }
        return PairwiseScores(joining: parts)
    }
}
