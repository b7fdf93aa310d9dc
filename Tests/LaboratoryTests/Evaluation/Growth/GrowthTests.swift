import Scoring
import SyntheticSigner
import Testing

@testable import Evaluation
@testable import Signify

@Suite("Errors by signers and by signs")
struct GrowthTests {
    /// An attempt's distances to the references of glosses.
    private static func pairs(
        _ signer: String, _ sign: String, _ distances: KeyValuePairs<String, Double>
    ) -> [PairwiseScores.Pair] {
        let attempt = PairSamples.take(signer, sign)
        return distances.map { PairSamples.pair(attempt, "all but \(signer)", $0.key, $0.value) }
    }

    @Test("errors are counted at the threshold among judged signs, and the first of all signs")
    func tally() throws {
        var tally = GrowthBySigners.Tally()
        #expect(tally.row(set: "set", signers: 2) == nil)
        let libraries = [
            // First, and one of two judged wrong signs is accepted; TEA is not judged.
            Self.pairs("ann", "HELLO", ["HELLO": 0.5, "NO": 1, "TEA": 0.9, "YES": 1.5]),
            // Refused, and an unjudged sign is first.
            Self.pairs("bob", "NO", ["HELLO": 1.2, "NO": 1.1, "TEA": 0.3, "YES": 1.3]),
            // A second library; an equally near sign is not first.
            Self.pairs("ann", "HELLO", ["HELLO": 1, "NO": 1, "TEA": 2, "YES": 2]),
            // Without a reference of its sign, it counts nowhere.
            Self.pairs("cat", "WANT", ["HELLO": 0.1, "NO": 0.1]),
        ]
        for pairs in libraries { tally.add(pairs, judging: ["HELLO", "NO", "YES"]) }
        let row = try #require(tally.row(set: "set", signers: 2))
        #expect(row.set == "set" && row.signers == 2 && row.signs == 2 && row.attempts == 2)
        #expect(row.refused == 1.0 / 3)
        #expect(row.accepted == 2.0 / 6)
        #expect(row.first == 1.0 / 3)
    }

    @Test("ranks count signs that are as near, and rows end at the smallest library")
    func ranks() {
        let pairs =
            Self.pairs("ann", "HELLO", ["HELLO": 0.5, "NO": 0.5, "TEA": 0.4, "YES": 1.5])
            + Self.pairs("bob", "NO", ["HELLO": 0.5, "NO": 0.2, "TEA": 0.4])
            + Self.pairs("cat", "WANT", ["HELLO": 0.1])
            + [PairSamples.pair(PairSamples.take("bob", "NO"), "bob", "SORRY", 0.1)]
        let ranks = GrowthBySigns.ranks(pairs)
        #expect(ranks.map(\.recorded.nearer) == [2, 0])
        #expect(ranks.map(\.recorded.others) == [3, 2])
        let rows = GrowthBySigns.rows(ranks, takes: 4, attempts: 2)
        #expect(rows.map(\.signs) == [3])
        // Of the three libraries of three signs with the first attempt's, two have one nearer sign, one two.
        let libraries: [Double] = [1.0 / 2, 1.0 / 2, 1.0 / 3]
        let expected = (libraries.reduce(0, +) / 3 + 1) / 2
        #expect(abs((rows.first?.reciprocalRank ?? 0) - expected) < 1e-12)
        #expect(rows.first?.first == 0.5)
        let many = [(0, 213), (3, 220)].map {
            GrowthBySigns.Ranks(recorded: LibraryRank(nearer: $0, others: $1), random: nil)
        }
        #expect(GrowthBySigns.rows(many, takes: 1, attempts: 2).map(\.signs) == [50, 100, 200, 214])
        #expect(GrowthBySigns.rows([], takes: 1, attempts: 0).isEmpty)
    }

    @Test("random signs come after all recorded ones, of which nearer ones stay ahead")
    func random() {
        let pairs =
            Self.pairs("ann", "HELLO", ["HELLO": 0.5, "NO": 0.4, "TEA": 1])
            + ["R1": 0.1, "R2": 0.6, "R3": 0.5].map {
                PairSamples.pair(PairSamples.take("ann", "HELLO"), RandomSigns.signer, $0, $1)
            }
        let ranks = GrowthBySigns.ranks(pairs)
        #expect(ranks.map(\.recorded.nearer) == [1] && ranks.map(\.recorded.others) == [2])
        #expect(ranks.map(\.random?.nearer) == [2] && ranks.map(\.random?.ahead) == [1])
        // One attempt has 150 recorded signs and 400 random ones, the other 160.
        let many = [(2, 149, 7), (0, 159, 0)].map { nearer, others, random in
            GrowthBySigns.Ranks(
                recorded: LibraryRank(nearer: nearer, others: others),
                random: LibraryRank(nearer: random, others: 400, ahead: nearer))
        }
        let rows = GrowthBySigns.rows(many, takes: 1, attempts: 2)
        #expect(rows.map(\.signs) == [50, 100, 150, 200, 500])
        #expect(rows.map(\.random) == [0, 0, 0, 50, 350])
        let expected = LibraryRank(nearer: 7, others: 400, ahead: 2).expectedReciprocal(drawn: 350)
        #expect(abs((rows.last?.reciprocalRank ?? 0) - (expected + 1) / 2) < 1e-12)
        #expect(rows.last?.first == 0.5)
    }

    /// Ten signers of two signs, of whom two do not agree on NO; the first alone signs WANT.
    private static let samples = Result { () throws -> TakeSamples in
        let samples = try TakeSamples()
        for place in 0..<10 {
            var profile = SignerProfile.people[place % SignerProfile.people.count]
            profile.name = "signer-\(place)"
            for gloss in ["HELLO", "NO"] {
                for number in [0, 4] {
                    try samples.write(gloss, by: profile, number, seed: UInt64(10 * place + number))
                }
            }
        }
        var first = SignerProfile.ada
        first.name = "signer-0"
        try samples.write("WANT", by: first, 0, seed: 200)
        let rows = (0..<10).flatMap { ["signer-\($0),HELLO,1", "signer-\($0),NO,\($0 < 8 ? 1 : 0)"] }
        try samples.write(
            Array((["signer,sign,agrees"] + rows).joined(separator: "\n").utf8), to: "agree.csv")
        return samples
    }

    private static func corpus() throws -> (corpus: GrowthCorpus, takes: RecordedTakes) {
        let takes = try RecordedTakes(TakeFolder(samples.get().path))
        return (GrowthCorpus([takes], scores: [PairwiseScores(pairs: [])]), takes)
    }

    @Test("libraries are of other people, agreeing ones alone, and begin with another one in each draw")
    func libraries() throws {
        let (corpus, takes) = try Self.corpus()
        let sources = corpus.sources(in: 0, without: ["signer-0", "signer-3"], draw: 0, of: 3)
        #expect(sources["HELLO"]?.map(\.signer) == [1, 2, 4, 5, 6, 7, 8, 9].map { "signer-\($0)" })
        #expect(sources["NO"]?.map(\.signer) == [1, 2, 4, 5, 6, 7].map { "signer-\($0)" })
        let later = corpus.sources(in: 0, without: ["signer-0", "signer-3"], draw: 1, of: 3)
        #expect(later["NO"]?.map(\.signer) == [4, 5, 6, 7, 1, 2].map { "signer-\($0)" })
        let attempt = try #require(takes.takes.first { !$0.isReference }).source
        let library = corpus.library(
            [.init(set: 0, signer: "signer-5", sign: "NO")], attempts: [attempt])
        #expect(
            library.takes.map { "\($0.source.signer) \($0.source.sign) \($0.source.number)" }
                == ["signer-0 HELLO 4", "signer-5 NO 0"])
        #expect(corpus.isSameSign(attempt, .init(set: 0, signer: "signer-9", sign: "HELLO")))
        #expect(!corpus.isSameSign(attempt, .init(set: 0, signer: "signer-5", sign: "NO")))
        #expect(!corpus.isSameSign(attempt, .init(set: 1, signer: "signer-9", sign: "HELLO")))
    }

    @Test("only signs with eight other signers are judged, each attempt in every row")
    func bySigners() throws {
        let (corpus, _) = try Self.corpus()
        var judged: Set<Set<String>> = []
        let growth = try GrowthBySigners(corpus, names: ["set"]) { takes, group throws(AnalysisFailure) in
            judged.insert(group)
            // Nobody who is judged is in the library.
            #expect(Set(takes.takes.filter(\.isReference).map(\.source.signer)).isDisjoint(with: group))
            return takes
        }
        #expect(judged.count == 10)
        #expect(growth.rows.map(\.signers) == [1, 2, 4, 8])
        #expect(growth.rows.allSatisfy { $0.set == "set" && $0.signs == 1 && $0.attempts == 10 })
        // There is no other judged sign to accept.
        #expect(growth.rows.allSatisfy { $0.accepted == 0 })
        #expect(growth.rows.allSatisfy { $0.first == 1 && $0.refused < 0.5 })
    }

    @Test("a library has each gloss once, by another agreeing signer")
    func bySigns() throws {
        let (corpus, _) = try Self.corpus()
        let growth = try GrowthBySigns(corpus, sets: 1) { takes, group throws(AnalysisFailure) in
            let references = takes.takes.filter(\.isReference).map(\.source)
            #expect(references.map(\.sign).sorted() == ["HELLO", "NO", "WANT"])
            for reference in references where reference.sign != "WANT" {
                #expect(!group.contains(reference.signer) && reference.agrees == true)
            }
            return takes
        }
        // Ten attempts at HELLO, and eight at NO by those who agree.
        #expect(growth.rows.map(\.attempts) == [18, 18])
        #expect(growth.rows.map(\.takes) == [1, 4])
        // WANT is not in the library of the signer who alone recorded it.
        #expect(growth.rows.allSatisfy { $0.signs == 2 && $0.reciprocalRank > 0.75 })
        #expect(growth.largest == 2)
    }
}
