import Scoring
import SyntheticSigner
import Testing

@testable import Evaluation
@testable import Signify

@Suite("Signers of a folder who agree on a gloss")
struct SignerAgreementTests {
    private let samples: TakeSamples

    init() throws {
        samples = try TakeSamples.threeSigners(["HELLO", "NO", "WANT"])
    }

    private func write(_ rows: [String], to name: String = "agree.csv") throws {
        try samples.write(Array((rows.joined(separator: "\n") + "\n").utf8), to: name)
    }

    @Test("are stated by agree.csv, beside the takes or above them; the rest is unknown")
    func reads() throws {
        #expect(try TakeFolder(samples.path).takes.allSatisfy { $0.agrees == nil })
        let rows = ["agrees,signer,share,sign", "1,ada,0.5,HELLO", "0,bruno,0.1,HELLO", "1,chiara,1,HELLO"]
        try write(rows)
        try samples.write([], to: "nested/takes/ada/HELLO/00.npy")
        try write(rows, to: "nested/agree.csv")
        let takes = try TakeFolder(samples.path).takes.filter { $0.signer != "nested" }
        for take in takes {
            let expected: Bool? = take.sign == "HELLO" ? take.signer != "bruno" : nil
            #expect(take.agrees == expected)
        }
        #expect(try TakeFolder(samples.file("nested")).takes.map(\.agrees) == [true])
    }

    @Test(
        "what cannot be understood is one clear line",
        arguments: [
            (["signer,sign,share"], "the first line has to name the columns signer, sign and agrees"),
            ([], "the first line has to name the columns signer, sign and agrees"),
            (
                ["signer,sign,agrees", "ada,HELLO,1", "ada,NO,yes"],
                "row 3 has to have 3 fields, and 1 or 0 for agrees"
            ),
            (["signer,sign,agrees", "ada,HELLO"], "row 2 has to have 3 fields, and 1 or 0 for agrees"),
        ])
    func faults(rows: [String], message: String) throws {
        try write(rows)
        let error = #expect(throws: AnalysisFailure.self) { try TakeFolder(samples.path) }
        #expect(error?.description == "\(samples.file("agree.csv")): \(message)")
    }

    @Test("one statement against it decides, and both are needed for it")
    func both() {
        #expect(SignerAgreement.both(true, true) == true)
        for (one, other) in [(false, true), (false, false), (false, nil)] as [(Bool?, Bool?)] {
            #expect(SignerAgreement.both(one, other) == false)
            #expect(SignerAgreement.both(other, one) == false)
        }
        for (one, other) in [(true, nil), (nil, nil)] as [(Bool?, Bool?)] {
            #expect(SignerAgreement.both(one, other) == nil)
            #expect(SignerAgreement.both(other, one) == nil)
        }
    }

    @Test("pairs across signers are evidence only where both agree; the judge keeps every pair")
    func evidence() throws {
        let unknown = try PairwiseScores(RecordedTakes(TakeFolder(samples.path)))
        #expect(unknown.pairs.allSatisfy { $0.signersAgree == nil })
        try write(["signer,sign,agrees", "ada,HELLO,1", "bruno,HELLO,0", "chiara,HELLO,1", "ada,NO,1"])
        let stated = try PairwiseScores(RecordedTakes(TakeFolder(samples.path)))
        #expect(JudgeFigures(stated.pairs) == JudgeFigures(unknown.pairs))
        let variants = SignVariants(stated.pairs)
        for pair in stated.pairs {
            let isBruno = [pair.attempt.signer, pair.reference.signer].contains("bruno")
            let isHello = pair.isSame && pair.attempt.sign == "HELLO"
            let isStatedNo =
                pair.isSame && pair.attempt.sign == "NO" && pair.attempt.signer == "ada"
                && pair.reference.signer == "ada"
            #expect(pair.signersAgree == (isHello ? !isBruno : isStatedNo ? true : nil))
            if isHello { #expect(variants.hides(pair) == (isBruno && !pair.isWithin)) }
        }
        // All others' takes together agree if a signer among them does.
        let together = try PairwiseScores(
            againstAllOthers: RecordedTakes(TakeFolder(samples.path)), attemptsBy: ["ada"])
        #expect(together.pairs.filter(\.isSame).map(\.signersAgree) == [true, nil, nil])
    }

    @Test("a variant is learned from as another sign is")
    func learning() throws {
        try write(["signer,sign,agrees", "ada,HELLO,1", "bruno,HELLO,0", "chiara,HELLO,1"])
        // The same takes, with the variant under a gloss of its own.
        let renamed = try TakeSamples()
        for (place, signer) in [SignerProfile.ada, .bruno, .chiara].enumerated() {
            for gloss in ["HELLO", "NO", "WANT"] {
                for number in [0, 1, 4] {
                    // A gloss that the synthetic signer does not know is signed as HELLO.
                    try renamed.write(
                        gloss == "HELLO" && signer.name == "bruno" ? "HELLO-2" : gloss, by: signer, number,
                        seed: UInt64(10 * place + number))
                }
            }
        }
        let stated = try DifferenceStatistics([RecordedTakes(TakeFolder(samples.path))])
        let apart = try DifferenceStatistics([RecordedTakes(TakeFolder(renamed.path))])
        for channel in DifferenceStatistics.channels {
            let own = try #require(stated.moments(of: channel, without: [], acrossWeight: 1.5))
            let other = try #require(apart.moments(of: channel, without: [], acrossWeight: 1.5))
            #expect(own.same.sums == other.same.sums)
            #expect(own.same.count == other.same.count)
        }
    }
}
