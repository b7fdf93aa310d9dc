import Alignment
import Scoring

/// Every attempt of a set of takes against every reference of it.
///
/// A reference is the takes 00 to 03 of one signer's sign. Its calibration is measured against the references of other
/// signs; an attempt's level, against the same less those that the attempt's signer made, unless the reference is
/// that signer's too: a learner's own recordings are not in the library that judges them.
package struct PairwiseScores: Sendable {
    /// Takes of another sign that a calibration looks at.
    package static let cohortTakes = 2

    package struct Reference: Sendable, Hashable {
        /// Who made it.
        package let signer: String
        /// The gloss.
        package let sign: String
    }

    /// One attempt against one reference.
    package struct Pair: Sendable {
        package let attempt: TakeFolder.Take
        package let reference: Reference
        /// As ``WordScorer/score(_:against:)`` gives it: 0 for identical, 1 where an attempt just passes.
        package let distance: Double
        /// How near the attempt is to the signs it comes nearest to: see ``Cohort``.
        package let level: Double
        /// What each channel says alone, over what is typical for the reference; without those not seen.
        package let channels: [String: Double]
        /// Whether the takes of the reference agree on a direction.
        package let referenceHasDirection: Bool

        /// Whether both are of one sign.
        package var isSame: Bool { attempt.sign == reference.sign }
        /// Whether both are by one signer.
        package var isWithin: Bool { attempt.signer == reference.signer }
    }

    /// By attempt, then reference.
    package let pairs: [Pair]
    /// How distances to each reference read.
    package let calibrations: [Reference: SignCalibration]

    /// Compares. One alignment for every take of a reference and attempt, and for the calibrations.
    ///
    /// - Parameters:
    ///   - signers: whose attempts are compared; `nil` for everybody's.
    ///   - referenceTakes: takes of a reference that are used, 1 to 4.
    /// - Throws: ``AnalysisFailure`` where there is no reference, or an attempt cannot be aligned.
    package init(
        _ takes: RecordedTakes, attemptsBy signers: Set<String>? = nil, referenceTakes: Int = 4,
        threads: Int? = nil
    ) throws(AnalysisFailure) {
        try self.init(
            takes.takes.filter { take in
                !take.isReference && signers.map { $0.contains(take.source.signer) } ?? true
            },
            to: Self.groups(takes.takes.filter(\.isReference)), takesEach: referenceTakes, threads: threads)
    }

    /// Compares the attempts of `signer` with what everybody else recorded, a sign's reference takes of all of them together:
    /// as in a library that several people made for a learner.
    ///
    /// - Throws: as ``init(_:attemptsBy:referenceTakes:threads:)``.
    package init(
        againstAllOthers takes: RecordedTakes, attemptsBy signer: String, threads: Int? = nil
    ) throws(AnalysisFailure) {
        let others = takes.takes.filter { $0.isReference && $0.source.signer != signer }
            .sorted { $0.source.sign < $1.source.sign }
        try self.init(
            takes.takes.filter { !$0.isReference && $0.source.signer == signer },
            to: Self.groups(others, by: "all but \(signer)"), takesEach: .max, threads: threads)
    }

    private init(
        _ attempts: [RecordedTakes.Take], to groups: [Group], takesEach: Int, threads: Int?
    ) throws(AnalysisFailure) {
        let references = try Self.references(groups, takesEach: takesEach, threads: threads)
        let rows = Parallel.map(attempts, threads: threads ?? Parallel.processors) { attempt in
            Result { () throws(AnalysisFailure) in try Self.pairs(attempt, references) }
        }
        var pairs: [Pair] = []
        for row in rows { pairs += try row.get() }
        self.pairs = pairs
        calibrations = Dictionary(
            uniqueKeysWithValues: references.map { ($0.reference, $0.sign.calibration) })
    }

    /// What was compared signer by signer; of a reference's calibrations, the last.
    package init(joining parts: [PairwiseScores]) {
        self.init(
            pairs: parts.flatMap(\.pairs),
            calibrations: parts.reduce(into: [:]) { $0.merge($1.calibrations) { $1 } })
    }

    /// Pairs that are compared already.
    package init(pairs: [Pair], calibrations: [Reference: SignCalibration] = [:]) {
        self.pairs = pairs
        self.calibrations = calibrations
    }

    private typealias Library = [(reference: Reference, sign: ReferenceSign)]

    private typealias Group = (reference: Reference, takes: [PreparedTake])

    /// The takes by what they are references of, as they come: by signer and sign, or by sign where they count as one
    /// signer's.
    private static func groups(_ takes: [RecordedTakes.Take], by signer: String? = nil) -> [Group] {
        var groups: [Group] = []
        for take in takes {
            let reference = Reference(signer: signer ?? take.source.signer, sign: take.source.sign)
            if groups.last?.reference == reference {
                groups[groups.count - 1].takes.append(take.prepared)
            } else {
                groups.append((reference, [take.prepared]))
            }
        }
        return groups
    }

    private static func references(
        _ groups: [Group], takesEach: Int, threads: Int?
    ) throws(AnalysisFailure) -> Library {
        guard !groups.isEmpty else {
            throw AnalysisFailure(
                "the folder has no readable takes 00 to 03, which are the references; add some",
                kind: .badInput)
        }
        return Parallel.map(groups, threads: threads ?? Parallel.processors) { group in
            let own = Array(group.takes.prefix(takesEach))
            let cohort = groups.filter { $0.reference.sign != group.reference.sign }
                .map { Array($0.takes.prefix(cohortTakes)) }
            let calibration = SignCalibration.measured(takes: own, cohort: cohort)
            return (
                group.reference,
                ReferenceSign(gloss: group.reference.sign, takes: own, calibration: calibration)
            )
        }
    }

    private static func pairs(
        _ attempt: RecordedTakes.Take, _ library: Library
    ) throws(AnalysisFailure) -> [Pair] {
        var compared: [WordScorer.Comparison] = []
        for entry in library {
            do {
                compared.append(try WordScorer().comparison(attempt.prepared, to: entry.sign))
            } catch {
                throw AnalysisFailure(
                    "\(attempt.source.path): \(error)", kind: .badInput)
            }
        }
        return zip(library, compared).map { entry, comparison in
            let isOwn = entry.reference.signer == attempt.source.signer
            let others = zip(library, compared).filter { other, _ in
                other.reference.sign != entry.reference.sign
                    && (isOwn || other.reference.signer != attempt.source.signer)
            }
            let standing = Cohort.Standing(
                others.map(\.1.overTypical),
                rivals: others.filter { $0.0.reference.signer == entry.reference.signer }
                    .map { ($0.reference.sign, $1.overTypical) })
            return Pair(
                attempt: attempt.source, reference: entry.reference,
                distance: comparison.relative(beside: standing), level: standing.level,
                channels: comparison.channels,
                referenceHasDirection: comparison.signHasDirection)
        }
    }
}
