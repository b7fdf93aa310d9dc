import Foundation
import Signify
import Landmarks
import SigningSpace
import SyntheticSigner
import Testing

@testable import Evaluation
@testable import Scoring

@Suite("Judged by what was learned from others")
struct SignerSplitsTests {
    private static let glosses = ["HELLO", "NO", "WANT"]
    private static let samples = Result { try TakeSamples.threeSigners(glosses) }

    private static func takes() throws -> RecordedTakes {
        RecordedTakes(try TakeFolder(samples.get().path))
    }

    /// The same takes, except that one signer's have other seeds and a wrong handshape.
    private static func perturbed(_ name: String) throws -> RecordedTakes {
        let samples = try TakeSamples()
        for (place, signer) in [SignerProfile.ada, .bruno, .chiara].enumerated() {
            for gloss in glosses {
                for number in [0, 1, 4] {
                    try samples.write(
                        gloss, by: signer, number, seed: UInt64(10 * place + number),
                        fault: signer.name == name ? .wrongHandshape(.y, .both) : nil)
                }
            }
        }
        return RecordedTakes(try TakeFolder(samples.path))
    }

    @Test("nothing of the judged signer is learned from", arguments: ["ada", "bruno", "chiara"])
    func leavesOut(name: String) throws {
        let plain = MetricLearning(DifferenceStatistics([try Self.takes()]))
        let other = MetricLearning(DifferenceStatistics([try Self.perturbed(name)]))
        // Equal to the bit without the signer; the perturbed takes count with everybody, or without somebody
        // else.
        #expect(try plain.metric(without: [name]) == other.metric(without: [name]))
        #expect(try plain.metric() != other.metric())
        for left in ["ada", "bruno", "chiara"] where left != name {
            #expect(try plain.metric(without: [left]) != other.metric(without: [left]))
        }
    }

    @Test("each signer's attempts are judged by the metric of the others")
    func scores() throws {
        let takes = try Self.takes()
        let entry = SignerSplits.Entry(name: "set", takes: takes)
        let splits = SignerSplits([entry])
        let learning = MetricLearning(DifferenceStatistics([takes.measured(by: .untrained)]))
        let scores = try #require(try splits.scores(entry, .otherSigners))
        #expect(scores.pairs.count == 9 * 9)
        var expected: [PairwiseScores.Pair] = []
        for signer in takes.signers {
            let judged = takes.measured(by: try learning.metric(without: [signer]))
            expected += try PairwiseScores(judged, attemptsBy: [signer]).pairs
        }
        #expect(scores.pairs.map(\.attempt) == expected.map(\.attempt))
        #expect(scores.pairs.map(\.reference) == expected.map(\.reference))
        #expect(scores.pairs.map(\.distance) == expected.map(\.distance))
        #expect(Set(scores.pairs.map(\.attempt)).count == 9)
        // The metric learned from everybody differs.
        #expect(try splits.metric() == learning.metric())
        #expect(try splits.metric() != learning.metric(without: ["ada"]))
        // Without another folder there are no takes to learn from.
        #expect(try splits.scores(entry, .otherFolders) == nil)
    }

    @Test("one signer alone gives nothing to learn from")
    func alone() throws {
        let takes = try Self.takes().filtered { $0.source.signer == "ada" }
        let learning = MetricLearning(DifferenceStatistics([takes]))
        let error = #expect(throws: AnalysisFailure.self) { try learning.metric(without: ["ada"]) }
        #expect(
            error?.description == "there are too few takes to learn from; add signs of several signers")
        #expect(throws: AnalysisFailure.self) { try MetricLearning(DifferenceStatistics([])).metric() }
    }

    @Test("statistics do not depend on the number of threads, and sets add up")
    func sets() throws {
        let takes = try Self.takes()
        let whole = DifferenceStatistics([takes], threads: 1)
        let threaded = DifferenceStatistics([takes], threads: 4)
        let ada = takes.filtered { $0.source.signer == "ada" }
        let others = takes.filtered { $0.source.signer != "ada" }
        let parts = [DifferenceStatistics([ada]), DifferenceStatistics([others])]
        let both = DifferenceStatistics([ada, others])
        for channel in DifferenceStatistics.channels {
            let one = try #require(whole.moments(of: channel, without: [], acrossWeight: 1.5))
            let four = try #require(threaded.moments(of: channel, without: [], acrossWeight: 1.5))
            #expect(one.same.sums == four.same.sums && one.different.sums == four.different.sums)

            let joined = try #require(both.moments(of: channel, without: [], acrossWeight: 1.5))
            let apart = try parts.map {
                try #require($0.moments(of: channel, without: [], acrossWeight: 1.5))
            }
            var (same, different) = (apart[0].same, apart[0].different)
            same.add(apart[1].same, weight: 1)
            different.add(apart[1].different, weight: 1)
            for (left, right) in [(joined.same, same), (joined.different, different)] {
                #expect(left.count == right.count)
                let size = right.sums.reduce(0) { max($0, abs($1)) }
                for (a, b) in zip(left.sums, right.sums) { #expect(abs(a - b) <= 1e-12 * size) }
            }
            // The set of the left-out signer is gone.
            let left = try #require(both.moments(of: channel, without: ["ada"], acrossWeight: 1.5))
            #expect(left.same.sums == apart[1].same.sums)
        }
    }

    @Test("everybody else's takes of a sign are one reference")
    func againstAllOthers() throws {
        let takes = try Self.takes()
        let together = try PairwiseScores(againstAllOthers: takes, attemptsBy: ["ada"])
        #expect(together.pairs.count == 9)
        #expect(together.pairs.allSatisfy { $0.attempt.signer == "ada" && !$0.isWithin })
        #expect(together.calibrations.count == 3)
        #expect(together.calibrations.values.allSatisfy { $0.takes == 4 && $0.cohortSigns == 2 })
        // With one other signer, they are that signer's references.
        let two = takes.filtered { $0.source.signer != "chiara" }
        let alone = try PairwiseScores(againstAllOthers: two, attemptsBy: ["ada"])
        let ever = try PairwiseScores(
            two.filtered { $0.source.signer == "bruno" || !$0.isReference }, attemptsBy: ["ada"])
        #expect(alone.pairs.map(\.distance) == ever.pairs.map(\.distance))
        #expect(alone.pairs.map(\.reference.sign) == ever.pairs.map(\.reference.sign))
    }

    @Test("fewer takes of a reference are those that come first")
    func fewerTakes() throws {
        let takes = try Self.takes()
        // Equal to a set without second takes, except for the calibrations, which keep two takes a gloss.
        let first = takes.filtered { $0.source.number != 1 }
        let cut = try PairwiseScores(takes, attemptsBy: ["ada"], referenceTakes: 1)
        let expected = try PairwiseScores(first, attemptsBy: ["ada"])
        #expect(cut.pairs.map(\.reference) == expected.pairs.map(\.reference))
        #expect(cut.calibrations.values.allSatisfy { $0.takes == 1 && $0.cohortSigns == 2 })
        #expect(expected.calibrations.values.allSatisfy { $0.takes == 1 && $0.cohortSigns == 2 })
        let both = try PairwiseScores(takes, attemptsBy: ["ada"])
        #expect(both.calibrations.values.allSatisfy { $0.takes == 2 })
        for (own, pair) in zip(cut.pairs, expected.pairs) {
            // After multiplication by the calibrations, which differ, the distances are to the same take.
            let ratios = try [(own, cut), (pair, expected)].map { pair, scores in
                let calibration = try #require(scores.calibrations[pair.reference])
                return pair.unruled * pow(pair.level, ScoringConstants.levelExponent) * calibration.distance
                    * calibration.threshold(for: pair.attempt.signer)
            }
            #expect(abs(ratios[0] - ratios[1]) <= 1e-9 * ratios[1])
        }
    }
}
