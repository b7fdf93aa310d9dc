import Signify
import SyntheticSigner
import Foundation
import Testing

@testable import Evaluation

@Suite("Scores as a file for the judge")
struct PairwiseScoresCSVTests {
    @Test("a header, then a row for each pair with the negated distance")
    func rows() {
        let pairs = [
            PairSamples.pair(PairSamples.take("ann", "HELLO", 4), "ann", "NO", 1.25),
            PairSamples.pair(PairSamples.take("ann", "HELLO", 12), "bob", "HELLO", 0),
            PairSamples.pair(PairSamples.take("bob", "NO", 5), "ann", "NO", 0.1 + 0.2),
        ]
        #expect(
            PairwiseScores(pairs: pairs).csv == """
                attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score
                ann,HELLO,04,ann,NO,-1.25
                ann,HELLO,12,bob,HELLO,0.0
                bob,NO,05,ann,NO,-0.30000000000000004

                """)
        #expect(
            PairwiseScores(pairs: []).csv
                == "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score\n")
    }

    @Test("a score reads back as the same number", arguments: 0..<20)
    func exact(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let distances = (0..<50).map { _ in
            Double.random(in: 0...5, using: &generator) * (Bool.random(using: &generator) ? 1e-7 : 1e9)
        }
        let take = PairSamples.take("a", "HELLO")
        let judge = try NaiveJudge(
            csv: PairwiseScores(pairs: distances.map { PairSamples.pair(take, "b", "NO", $0) }).csv)
        #expect(judge.rows.map { -$0.score } == distances)
    }

    @Test(
        "names that would break a row are quoted",
        arguments: ["A,B", "A\"B", "A\nB", "A\rB", "A\r\nB", "\"", ",\u{301}", "\"\u{301},", "\n"])
    func hostile(name: String) {
        let csv = PairwiseScores(pairs: [PairSamples.pair(PairSamples.take("a", name), "b", name, 1)]).csv
        #expect(
            Self.fields(csv) == [
                ["attempt_signer", "attempt_sign", "attempt_take", "ref_signer", "ref_sign", "score"],
                ["a", name, "04", "b", name, "-1.0"],
            ])
    }

    /// A reader of RFC 4180, scalar by scalar.
    private static func fields(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = text.unicodeScalars[...]
        while let next = scalars.popFirst() {
            switch next {
            case "\"" where isQuoted && scalars.first == "\"": field.append(scalars.removeFirst())
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(String(field))
                field = .init()
            case "\n" where !isQuoted:
                rows.append(row + [String(field)])
                (row, field) = ([], .init())
            default: field.append(next)
            }
        }
        return rows
    }
}
