import Alignment
import Scoring

/// The distances of all attempts of a folder to all its references.
///
/// A reference is the takes 00 to 03 of a sign by one signer. It is calibrated against the references of
/// other signs. The level of an attempt is measured against the same references, without those of the
/// attempt's signer unless the reference is by that signer too: the library of a learner has no recordings of
/// that learner.
package struct PairwiseScores: Sendable {
    /// Takes per sign of the cohort that a calibration uses.
    private static let cohortTakes = 2

    package struct Reference: Sendable, Hashable {
        package let signer: String
        /// The gloss.
        package let sign: String
    }

    /// One attempt compared with one reference.
    package struct Pair: Sendable {
        package let attempt: TakeFolder.Take
        package let reference: Reference
        /// The distance of ``WordScorer/score(_:against:)``: 0 is identical, 1 is the threshold.
        package let distance: Double
        /// The attempt's nearness to its nearest signs: see ``Cohort``.
        package let level: Double
        /// The distance of each detected channel, relative to the reference's typical distance.
        package let channels: [String: Double]
        /// Whether the takes of the reference agree on a direction.
        package let referenceHasDirection: Bool

        /// Whether both are of one sign.
        package var isSame: Bool { attempt.sign == reference.sign }
        /// Whether both are by one signer.
        package var isWithin: Bool { attempt.signer == reference.signer }
    }

    /// Sorted by attempt, then by reference.
    package let pairs: [Pair]
    package let calibrations: [Reference: SignCalibration]

    /// Compares every attempt with every reference. One alignment per take of a reference and attempt, and
    /// those of the calibrations.
    ///
    /// - Parameters:
    ///   - signers: the signers of the attempts; `nil` for all.
    ///   - referenceTakes: takes per reference, 1 to 4.
    /// - Throws: ``AnalysisFailure`` for a folder without references and for an attempt that cannot be
    ///   aligned.
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

    /// Compares the attempts of `signer` with the references of all other signers. The takes of a sign by all
    /// of them are one reference, as in a library by several signers.
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

    /// Joins the comparisons of several signers. The last calibration of a reference wins.
    package init(joining parts: [PairwiseScores]) {
        self.init(
            pairs: parts.flatMap(\.pairs),
            calibrations: parts.reduce(into: [:]) { $0.merge($1.calibrations) { $1 } })
    }

    package init(pairs: [Pair], calibrations: [Reference: SignCalibration] = [:]) {
        self.pairs = pairs
        self.calibrations = calibrations
    }

    private typealias Library = [(reference: Reference, sign: ReferenceSign)]

    private typealias Group = (reference: Reference, takes: [PreparedTake])

    /// Groups adjacent takes by signer and sign, or by sign alone where `signer` replaces their signers.
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
