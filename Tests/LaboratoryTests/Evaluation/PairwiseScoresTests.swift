import Foundation
import Scoring
import SyntheticSigner
import Testing

@testable import Signify

@Suite("Every attempt against every reference")
struct PairwiseScoresTests {
    private static let samples = Result { () throws -> TakeSamples in
        let samples = try TakeSamples.threeSigners(["HELLO", "NO", "WANT"])
        // A signer with one sign and one take.
        try samples.write("BYE", by: .dev, 0, seed: 40)
        try samples.write("BYE", by: .dev, 4, seed: 41)
        return samples
    }

    private static func takes() throws -> RecordedTakes {
        RecordedTakes(try TakeFolder(samples.get().path))
    }

    /// The references of a folder, each with its takes.
    private static func references(
        _ takes: [RecordedTakes.Take], takesEach: Int
    ) -> [(reference: PairwiseScores.Reference, takes: [PreparedTake])] {
        var references: [(reference: PairwiseScores.Reference, takes: [PreparedTake])] = []
        for take in takes where take.isReference {
            let reference = PairwiseScores.Reference(signer: take.source.signer, sign: take.source.sign)
            if let place = references.firstIndex(where: { $0.reference == reference }) {
                if references[place].takes.count < takesEach { references[place].takes.append(take.prepared) }
            } else {
                references.append((reference, [take.prepared]))
            }
        }
        return references
    }

    @Test(
        "a distance is that of the product's scorer beside the cohort of all other signs", arguments: [1, 4])
    func product(takesEach: Int) throws {
        let takes = try Self.takes()
        let scores = try PairwiseScores(takes, referenceTakes: takesEach)
        let references = Self.references(takes.takes, takesEach: takesEach)
        let attempts = takes.takes.filter { !$0.isReference }
        #expect(scores.pairs.count == attempts.count * references.count)
        for (row, attempt) in attempts.enumerated() {
            for (column, (reference, own)) in references.enumerated() {
                let pair = scores.pairs[row * references.count + column]
                #expect(pair.attempt == attempt.source && pair.reference == reference)
                let isOwn = reference.signer == attempt.source.signer
                let members = try references.filter {
                    $0.reference.sign != reference.sign
                        && (isOwn || $0.reference.signer != attempt.source.signer)
                }.map { other in
                    Cohort.Member(
                        gloss: other.reference.sign, takes: other.takes.map { ComparedTake($0) },
                        distance: try #require(scores.calibrations[other.reference]?.distance))
                }
                let sign = ReferenceSign(
                    gloss: reference.sign, takes: own,
                    calibration: try #require(scores.calibrations[reference]), cohort: Cohort(members))
                let scored = try WordScorer().score(attempt.prepared, against: sign)
                #expect(pair.distance == scored.distance)
            }
        }
    }

    @Test("channels are measured where they are asked for, each by the take that is nearest in it")
    func channels() throws {
        let takes = try Self.takes()
        let scores = try PairwiseScores(takes, channels: true)
        let plain = try PairwiseScores(takes)
        #expect(scores.pairs.map(\.distance) == plain.pairs.map(\.distance))
        #expect(plain.pairs.allSatisfy { $0.channels.isEmpty })
        let one = try PairwiseScores(takes, referenceTakes: 1, channels: true)
        for (pair, first) in zip(scores.pairs, one.pairs) {
            let calibrations = try (
                #require(scores.calibrations[pair.reference]), #require(one.calibrations[pair.reference])
            )
            #expect(pair.channels.keys.contains("handshape"))
            // Another take can only be nearer; both are divided by the same threshold's typical distances.
            for (channel, distance) in first.channels {
                let absolute = try distance * #require(calibrations.1.channels[channel])
                let least = try #require(pair.channels[channel]) * #require(calibrations.0.channels[channel])
                #expect(least <= absolute * (1 + 1e-12))
            }
        }
    }

    @Test("a reference is calibrated against one signer's takes of each other gloss", arguments: [1, 4])
    func calibrations(takesEach: Int) throws {
        let takes = try Self.takes()
        let calibrations = try PairwiseScores(takes, referenceTakes: takesEach).calibrations
        let all = Self.references(takes.takes, takesEach: .max)
        let signs = Dictionary(grouping: takes.takes.filter(\.isReference), by: \.source.sign)
            .sorted { $0.key < $1.key }.map { $0.value.map { ComparedTake($0.prepared) } }
        for (reference, own) in Self.references(takes.takes, takesEach: takesEach) {
            let cohort = LibraryCalibration.cohort(
                of: reference.sign, among: all.map(\.reference.sign))
            #expect(cohort.count == 3)
            var expected = SignCalibration.measured(
                takes: own,
                cohort: try cohort.map { gloss in
                    try #require(all.first { $0.reference.sign == gloss }).takes.prefix(2)
                        .map { ComparedTake($0) }
                })
            expected.strangers = StrangerThreshold(signs)
            #expect(calibrations[reference] == expected)
        }
    }
}
