import Alignment
import Scoring

/// The references of a folder, calibrated against each other.
///
/// Each is calibrated as a store that holds the whole folder would calibrate it: against the cohort that
/// ``LibraryCalibration/cohort(of:among:)`` chooses, up to 32 of the other glosses, evenly spread, each
/// represented by two takes. A gloss that several signers recorded is there once, by the first two of its takes
/// in the order of the folder, which are the first signer's: as in a store, a gloss is one sign there, however
/// many signers it has, and every reference of it is calibrated against the same takes.
struct ReferenceLibrary: Sendable {
    /// In the order of the takes.
    let references: [PairwiseScores.Reference]
    /// By place in `references`.
    let compared: WordScorer.ComparedSigns
    let standings: LibraryStandings
    /// By place: whether a signer of the reference agrees with the others; see ``TakeFolder/Take/agrees``.
    let agrees: [Bool?]

    /// Groups and calibrates takes. O(references · cohort · takes) alignments.
    ///
    /// - Parameters:
    ///   - takes: those of one reference are adjacent.
    ///   - signer: a name in place of the takes' signers; all takes of a gloss are then one reference.
    ///   - takesEach: the most takes per reference.
    /// - Throws: ``AnalysisFailure`` if there are no takes, or takes of several metrics.
    init(
        _ takes: [RecordedTakes.Take], by signer: String? = nil, takesEach: Int = .max, threads: Int?
    ) throws(AnalysisFailure) {
        guard !takes.isEmpty else {
            throw AnalysisFailure(
                "the folder has no readable takes 00 to 03, which are the references; add some",
                kind: .badInput)
        }
        let groups = Self.groups(takes, by: signer)
        agrees = groups.map { group in
            let stated = group.agrees.compactMap(\.self)
            return stated.contains(true) ? true : stated.isEmpty ? nil : false
        }
        let cohorts = Cohorts(takes)
        let strangers = StrangerThreshold(
            Dictionary(grouping: takes, by: \.source.sign).sorted { $0.key < $1.key }
                .map { $0.value.map { ComparedTake($0.prepared) } })
        references = groups.map(\.reference)
        let threads = threads ?? Parallel.processors
        let signs = Parallel.map(groups, threads: threads) { group in
            let own = Array(group.takes.prefix(takesEach))
            var calibration = SignCalibration.measured(
                takes: own, cohort: cohorts.takes(for: group.reference.sign))
            calibration.strangers = strangers
            return ReferenceSign(gloss: group.reference.sign, takes: own, calibration: calibration)
        }
        do throws(ScoringError) {
            compared = try WordScorer.ComparedSigns(signs, threads: threads)
        } catch {
            throw AnalysisFailure(
                "the references of the folder cannot be compared: \(error)", kind: .badInput)
        }
        standings = LibraryStandings(references, signers: signs.map { Set($0.takes.map(\.signer)) })
    }

    private typealias Group = (
        reference: PairwiseScores.Reference, takes: [PreparedTake], agrees: Set<Bool?>
    )

    /// Groups adjacent takes by signer and sign, or by sign alone where `signer` replaces their signers.
    private static func groups(_ takes: [RecordedTakes.Take], by signer: String?) -> [Group] {
        var groups: [Group] = []
        for take in takes {
            let reference = PairwiseScores.Reference(
                signer: signer ?? take.source.signer, sign: take.source.sign)
            if groups.last?.reference == reference {
                groups[groups.count - 1].takes.append(take.prepared)
                groups[groups.count - 1].agrees.insert(take.source.agrees)
            } else {
                groups.append((reference, [take.prepared], [take.source.agrees]))
            }
        }
        return groups
    }

    /// The takes that represent each gloss in the cohorts of others.
    private struct Cohorts: Sendable {
        private let glosses: [String]
        private let short: [String: [ComparedTake]]

        init(_ takes: [RecordedTakes.Take]) {
            short = Dictionary(grouping: takes, by: \.source.sign)
                .mapValues { $0.prefix(LibraryCalibration.takesEach).map { ComparedTake($0.prepared) } }
            glosses = Array(short.keys)
        }

        func takes(for gloss: String) -> [[ComparedTake]] {
            LibraryCalibration.cohort(of: gloss, among: glosses).compactMap { short[$0] }
        }
    }
}
