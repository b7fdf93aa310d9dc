import Foundation
import SyntheticSigner
import TestSupport
import Testing

@Suite("Measuring modes and corrections")
struct ModesTests {
    @Test func syntheticSentencesGiveTheirFigures() throws {
        let run = try CommandRun("signify-laboratory", ["modes", "--sentences", "4", "--json"])
        #expect(run.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let report = try #require((object as? [String: [String: Any]])?["synthetic"])
        #expect(report["sentences"] as? Int == 4)
        #expect(report["signs"] as? Int == 18)
        #expect((report["f1"] as? Double).map { $0 > 0.8 } == true)
    }

    @Test func takesAreJoinedOnceAsTheyAreAndOnceBlended() throws {
        let samples = try TakeSamples()
        for number in 0..<8 {
            for gloss in ["HELLO", "YES", "HELP"] {
                try samples.write(gloss, by: .ada, number, under: "real/takes/")
            }
        }
        try samples.write([1, 2, 3], to: "real/takes/ada/HELP/09.json")
        let run = try CommandRun("signify-laboratory", ["modes", samples.file("real")])
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("real, cut") && lines[2].hasPrefix("real, blended"))
        // Twelve attempts, each once.
        #expect(lines.dropFirst().allSatisfy { $0.split(separator: " ")[2] == "12" })
        #expect(run.errorLines.count == 1)
        #expect(run.errors.contains("ada/HELP/09.json"))
    }

    @Test(arguments: ["modes", "corrections"])
    func badInputIsOneLine(command: String) throws {
        let samples = try TakeSamples()
        let run = try CommandRun("signify-laboratory", [command, samples.file("nowhere")])
        #expect(run.status == 65)
        #expect(run.output == "")
        #expect(
            run.errors
                == "signify-laboratory: \(samples.file("nowhere")): it is not a folder; name one laid out as "
                + "<signer>/<SIGN>/<number>.npy\n")
    }

    @Test func correctionsOfTrialsAndOfRecordedTakesAreCounted() throws {
        let samples = try TakeSamples.threeSigners(["HELLO", "HELP"])
        let run = try CommandRun("signify-laboratory", ["corrections", samples.path, "--stride", "60"])
        #expect(run.status == 0)
        #expect(run.output.contains("| clean | 140 |"))
        // One attempt per sign and signer.
        #expect(run.output.contains("own takes: 6 attempts, "))
        #expect(run.output.contains("other signers' takes: 6 attempts, "))
    }
}
