import Alignment
import Scoring

/// The distances of all attempts of a folder to all its references.
///
/// A reference is the takes 00 to 03 of a sign by one signer, calibrated as ``ReferenceLibrary`` has it. The
/// level of an attempt is measured against the references of all other signs, without those of the attempt's
/// signer unless the reference is by that signer too: the library of a learner has no recordings of that
/// learner.
package struct PairwiseScores: Sendable {
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
        package var distance: Double
        /// The distance before the rules of rivals and of direction.
        package let unruled: Double
        /// Whether the attempt is beyond the threshold for its direction alone.
        package let isRefusedByDirection: Bool
        /// The attempt's nearness to its nearest signs: see ``Cohort``.
        package let level: Double
        /// The distance of each detected channel, relative to the reference's typical distance; empty where channels were
        /// not asked for.
        package let channels: [String: Double]
        /// Whether the takes of the reference agree on a direction.
        package let referenceHasDirection: Bool
        /// For a pair of one sign: whether both signers are known to agree on it, `nil` if the folder does not
        /// state it. See ``TakeFolder/Take/agrees``.
        package var signersAgree: Bool?

        /// Whether both are of one sign.
        package var isSame: Bool { attempt.sign == reference.sign }
        /// Whether both are by one signer.
        package var isWithin: Bool { attempt.signer == reference.signer }
    }

    /// Sorted by attempt, then by reference.
    package let pairs: [Pair]
    package let calibrations: [Reference: SignCalibration]

    /// Compares every attempt with every reference. One alignment for each take that can be the nearest of its reference,
    /// which are few, and those of the calibrations; a pair costs 0.5 kB.
    ///
    /// - Parameters:
    ///   - signers: the signers of the attempts; `nil` for all.
    ///   - referenceTakes: takes per reference, 1 to 4.
    ///   - channels: whether to measure each channel too, which aligns every take.
    /// - Throws: ``AnalysisFailure`` for a folder without references and for an attempt that cannot be
    ///   aligned.
    package init(
        _ takes: RecordedTakes, attemptsBy signers: Set<String>? = nil, referenceTakes: Int = 4,
        channels: Bool = false, threads: Int? = nil
    ) throws(AnalysisFailure) {
        try self.init(
            takes.takes.filter { take in
                !take.isReference && signers.map { $0.contains(take.source.signer) } ?? true
            },
            to: ReferenceLibrary(
                takes.takes.filter(\.isReference), takesEach: referenceTakes, threads: threads),
            channels: channels, threads: threads)
    }

    /// Compares the attempts of some signers with the references of all other signers. The takes of a sign by
    /// all of those are one reference, as in a library by several signers.
    ///
    /// - Throws: as ``init(_:attemptsBy:referenceTakes:channels:threads:)``.
    package init(
        againstAllOthers takes: RecordedTakes, attemptsBy signers: Set<String>, threads: Int? = nil
    ) throws(AnalysisFailure) {
        let others = takes.takes.filter { $0.isReference && !signers.contains($0.source.signer) }
            .sorted { $0.source.sign < $1.source.sign }
        let name = "all but \(signers.sorted().joined(separator: ", "))"
        try self.init(
            takes.takes.filter { !$0.isReference && signers.contains($0.source.signer) },
            to: ReferenceLibrary(others, by: name, threads: threads), channels: false, threads: threads)
    }

    private init(
        _ attempts: [RecordedTakes.Take], to library: ReferenceLibrary, channels: Bool, threads: Int?
    ) throws(AnalysisFailure) {
        let rows = Parallel.map(attempts, threads: threads ?? Parallel.processors) { attempt in
            Result { () throws(AnalysisFailure) in try Self.pairs(attempt, library, channels: channels) }
        }
        var pairs: [Pair] = []
        pairs.reserveCapacity(attempts.count * library.references.count)
        for row in rows { pairs += try row.get() }
        self.pairs = pairs
        calibrations = Dictionary(
            uniqueKeysWithValues: zip(library.references, library.compared.signs.map(\.calibration)))
    }

    /// Joins the comparisons of several signers. The last calibration of a reference wins.
    package init(joining parts: [PairwiseScores]) {
        self.init(
            pairs: parts.flatMap(\.pairs),
            calibrations: parts.reduce(into: [:]) { $0.merge($1.calibrations) { $1 } })
    }

    /// The pairs before the rules of rivals and of direction.
    package var unruled: PairwiseScores {
        PairwiseScores(
            pairs: pairs.map { pair in
                var pair = pair
                pair.distance = pair.unruled
                return pair
            }, calibrations: calibrations)
    }

    /// The pairs as they would be by the learned ``StrangerThreshold``, where the library's own was applied.
    package var unmeasured: PairwiseScores {
        let learned = StrangerThreshold.learned
        return PairwiseScores(
            pairs: pairs.map { pair in
                var pair = pair
                if !pair.isWithin, let strangers = calibrations[pair.reference]?.strangers {
                    pair.distance *= strangers.threshold / learned.threshold
                }
                return pair
            }, calibrations: calibrations)
    }

    package init(pairs: [Pair], calibrations: [Reference: SignCalibration] = [:]) {
        self.pairs = pairs
        self.calibrations = calibrations
    }

    private static func pairs(
        _ attempt: RecordedTakes.Take, _ library: ReferenceLibrary, channels: Bool
    ) throws(AnalysisFailure) -> [Pair] {
        let compared: [WordScorer.Comparison]
        var measured = [[String: Double]](repeating: [:], count: library.references.count)
        do throws(ScoringError) {
            compared = try WordScorer().comparisons(attempt.prepared, to: library.compared)
            for place in measured.indices where channels {
                measured[place] = try WordScorer().channels(
                    attempt.prepared, at: library.compared.signs[place])
            }
        } catch {
            throw AnalysisFailure("\(attempt.source.path): \(error)", kind: .badInput)
        }
        let standings = library.standings.standings(
            of: compared.map(\.overTypical), nearest: compared.map(\.nearestSigner),
            by: attempt.source.signer)
        return compared.indices.map { place in
            let reference = library.references[place]
            return Pair(
                attempt: attempt.source, reference: reference,
                distance: compared[place].relative(beside: standings[place]),
                unruled: compared[place].unruled(beside: standings[place]),
                isRefusedByDirection: compared[place].isRefusedByDirection(beside: standings[place]),
                level: standings[place].level, channels: measured[place],
                referenceHasDirection: library.compared.hasDirection(place),
                signersAgree: reference.sign == attempt.source.sign
                    ? SignerAgreement.both(attempt.source.agrees, library.agrees[place]) : nil)
        }
    }
}
