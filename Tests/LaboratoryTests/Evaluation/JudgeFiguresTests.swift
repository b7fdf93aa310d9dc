import Signify
import SyntheticSigner
import Testing

@testable import Evaluation

@Suite("The judge's figures")
struct JudgeFiguresTests {
    @Test("the area under the curve is the share of pairs in order, ties counting half", arguments: 0..<100)
    func area(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let values = Int.random(in: 1...30, using: &generator)
        func side() -> [Double] {
            (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                Double(Int.random(in: 0..<values, using: &generator)) - 10
            }
        }
        let (right, wrong) = (side(), side())
        let area = JudgeFigures.auc(right: right, wrong: wrong)
        #expect(abs(area - NaiveJudge.auc(right: right, wrong: wrong)) < 1e-12)
        // With right and wrong exchanged, the two areas add up to 1.
        #expect(abs(area + JudgeFigures.auc(right: wrong, wrong: right) - 1) < 1e-12)
    }

    @Test("nothing is said where a side is empty, and infinite distances have their place")
    func edges() {
        #expect(JudgeFigures.auc(right: [], wrong: [1]).isNaN)
        #expect(JudgeFigures.auc(right: [1], wrong: []).isNaN)
        #expect(JudgeFigures.auc(right: [], wrong: []).isNaN)
        #expect(JudgeFigures.auc(right: [1, 2], wrong: [.infinity]) == 1)
        #expect(JudgeFigures.auc(right: [.infinity], wrong: [1, .infinity]) == 0.25)
        #expect(JudgeFigures.auc(right: [0.0], wrong: [-0.0]) == 0.5)
    }

    @Test("all four are those that the judge computes from the file", arguments: 0..<100)
    func agreesWithJudge(seed: UInt64) throws {
        let pairs = PairSamples.random(seed: seed)
        let figures = JudgeFigures(pairs)
        let judge = try NaiveJudge(csv: PairwiseScores(pairs: pairs).csv)
        for (side, isWithin) in [(figures.within, true), (figures.across, false)] {
            let (auc, top) = (judge.auc(within: isWithin), judge.top1(within: isWithin))
            #expect(side.attempts == top.attempts)
            #expect(side.auc.isNaN ? auc.isNaN : abs(side.auc - auc) < 1e-12)
            #expect(side.top1.isNaN ? top.share.isNaN : abs(side.top1 - top.share) < 1e-12)
        }
    }

    @Test("signs that one signer alone recorded do not count across signers")
    func unshared() {
        let attempt = PairSamples.take("a", "HELLO")
        let pairs = [
            PairSamples.pair(attempt, "b", "HELLO", 2), PairSamples.pair(attempt, "b", "NO", 3),
            // The nearest pair, of a sign that only b recorded.
            PairSamples.pair(attempt, "b", "TEA", 1), PairSamples.pair(attempt, "a", "HELLO", 1),
            PairSamples.pair(attempt, "a", "NO", 2),
        ]
        let figures = JudgeFigures(pairs)
        #expect(figures.across == .init(auc: 1, top1: 1, attempts: 1))
        #expect(figures.within == .init(auc: 1, top1: 1, attempts: 1))
    }
}
