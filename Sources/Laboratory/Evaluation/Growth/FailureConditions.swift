import Scoring
import Signify
import SigningSpace

/// Under which conditions right attempts fail: whether an engine serves some learners worse than others.
///
/// Attempts are compared with another signer's reference of the same sign, one signer at a time, and fail
/// beyond the threshold of identity. Every attempt has the same weight, however many references it has.
package struct FailureConditions: Sendable {
    package enum Condition: String, Sendable, CaseIterable {
        /// The attempt's duration over the reference's, rest before and after left out.
        case tempo
        /// The share of the sign's own frames without the dominant hand.
        case handLoss = "hand loss"
        /// 0 if the attempt's dominant hand is the reference's, 1 if not.
        case otherHand = "other hand"
        /// The attempt's ``SigningClip/yaw``, in degrees.
        case angle = "camera angle"
    }

    /// A right attempt beside a reference.
    struct Trial: Sendable {
        /// Conditions without a value could not be measured.
        var values: [Condition: Double]
        var hasFailed: Bool
        /// The attempt's weight is shared by its references.
        var weight: Double
    }

    /// Attempts in which a condition has about the same value.
    package struct Group: Sendable, Hashable {
        package let condition: Condition
        /// As "lowest", of three groups of about the same weight.
        package let name: String
        /// The least and the greatest value.
        package let least: Double
        package let greatest: Double
        /// The number of comparisons.
        package let trials: Int
        /// The share, 0–1, that fails, by weight.
        package let failed: Double
        /// That share over the share of all trials with a value; NaN if none fails.
        package let overMean: Double
    }

    /// No group should fail more often than the mean by more than this factor.
    package static let limit = 1.25

    package let groups: [Group]

    init(_ trials: [Trial]) {
        groups = Condition.allCases.flatMap { Self.groups($0, trials) }
    }

    /// - Parameter sets: takes and their scores; the takes of the scores' attempts and references are among
    ///   the takes.
    package init(_ sets: [(takes: RecordedTakes, scores: PairwiseScores)]) {
        self.init(sets.flatMap { Self.trials($0.takes, $0.scores) })
    }

    private static func groups(_ condition: Condition, _ trials: [Trial]) -> [Group] {
        let known = trials.compactMap { trial in trial.values[condition].map { (value: $0, trial: trial) } }
            .sorted { $0.value < $1.value }
        let mean = share(known.map(\.trial))
        let parts: [(name: String, trials: ArraySlice<(value: Double, trial: Trial)>)]
        if condition == .otherHand {
            let first = known.firstIndex { $0.value != 0 } ?? known.count
            parts = [("same hand", known[..<first]), ("other hand", known[first...])]
        } else {
            let (low, high) = (cut(1.0 / 3, known), cut(2.0 / 3, known))
            let thirds = [known[..<low], known[low..<high], known[high...]].filter { !$0.isEmpty }
            let names = thirds.count < 3 ? ["lower", "higher"] : ["lowest", "middle", "highest"]
            parts = Array(zip(names, thirds))
        }
        return parts.compactMap { name, inside in
            guard let first = inside.first, let last = inside.last else { return nil }
            let failed = share(inside.map(\.trial))
            return Group(
                condition: condition, name: name, least: first.value, greatest: last.value,
                trials: inside.count, failed: failed, overMean: mean > 0 ? failed / mean : .nan)
        }
    }

    /// The share of the weight that fails.
    private static func share(_ trials: [Trial]) -> Double {
        let all = trials.reduce(0) { $0 + $1.weight }
        return all > 0 ? trials.reduce(0) { $0 + ($1.hasFailed ? $1.weight : 0) } / all : 0
    }

    /// The place of the first trial beyond a share of the weight. Equal values stay together: a cut through
    /// them is moved to their nearer end, so that a third may be larger, smaller, or missing.
    private static func cut(_ share: Double, _ sorted: [(value: Double, trial: Trial)]) -> Int {
        let wanted = share * sorted.reduce(0) { $0 + $1.trial.weight }
        var (first, before) = (0, 0.0)
        while first < sorted.count {
            let next = sorted[first...].firstIndex { $0.value != sorted[first].value } ?? sorted.count
            let after = before + sorted[first..<next].reduce(0) { $0 + $1.trial.weight }
            // Weights are fractions, whose sums may be off by rounding.
            if after >= wanted - 1e-9 { return wanted - before < after - wanted ? first : next }
            (first, before) = (next, after)
        }
        return sorted.count
    }

    private static func trials(_ takes: RecordedTakes, _ scores: PairwiseScores) -> [Trial] {
        let variants = SignVariants(scores.pairs)
        let byPath = Dictionary(takes.takes.map { ($0.source.path, $0.prepared) }) { first, _ in first }
        let references = Dictionary(grouping: takes.takes.filter(\.isReference)) {
            [$0.source.signer, $0.source.sign]
        }.mapValues { ReferenceConditions($0.map(\.prepared.clip)) }
        let right = scores.pairs.filter { $0.isSame && !$0.isWithin && !variants.hides($0) }
        return Dictionary(grouping: right, by: \.attempt).sorted { $0.key.path < $1.key.path }
            .flatMap { source, pairs -> [Trial] in
                guard let attempt = byPath[source.path] else { return [] }
                let angle = attempt.clip.yaw
                return pairs.compactMap { pair in
                    references[[pair.reference.signer, pair.reference.sign]].map { reference -> Trial in
                        var values: [Condition: Double] = [
                            .tempo: attempt.clip.duration / reference.duration,
                            .handLoss: 1 - attempt.handCoverage,
                            .otherHand: attempt.clip.dominantHand == reference.dominantHand ? 0 : 1,
                        ]
                        values[.angle] = angle
                        return Trial(
                            values: values, hasFailed: pair.distance > 1, weight: 1 / Double(pairs.count))
                    }
                }
            }
    }
}
