import Foundation
import TestSupport
import Testing

@Suite("Files by command")
struct FileCommandTests {
    let workplace: Workplace

    init() throws { workplace = try Workplace() }

    @Test func conversionThereAndBackIsTheSame() throws {
        let json = try workplace.write("HELLO", "a.json")
        let (pose, back) = (workplace.path("a.pose"), workplace.path("b.json"))
        #expect(try CommandRun("signify-score", ["convert", json, pose]).status == 0)
        #expect(try CommandRun("signify-score", ["convert", pose, back]).status == 0)
        let files = [json, back].map { FileManager.default.contents(atPath: $0) }
        #expect(files[0] != nil && files[0] == files[1])
        let names = try FileManager.default.contentsOfDirectory(atPath: workplace.folder.path)
        #expect(names.sorted() == ["a.json", "a.pose", "b.json"])
        let printed = try CommandRun("signify-score", ["convert", pose, "-", "--to", "json"])
        #expect(Data(printed.output.utf8) == files[0])
    }

    /// --fps and --size override the facts of the file, in every format.
    @Test func whatTheCallerSaysWins() throws {
        let json = try workplace.write("HELLO", "a.json")
        let pose = workplace.path("a.pose")
        #expect(try CommandRun("signify-score", ["convert", json, pose]).status == 0)
        for file in [json, pose] {
            let run = try CommandRun(
                "signify-score", ["inspect", file, "--json", "--fps", "12", "--size", "320x200"])
            let page = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            #expect(page?["fps"] as? Double == 12)
            #expect(page?["width"] as? Int == 320 && page?["height"] as? Int == 200)
        }
    }

    @Test func badInputLeavesTheOutputAlone() throws {
        let bad = try workplace.write([1, 2, 3], "bad.json")
        let output = try workplace.write([UInt8]("before".utf8), "out.pose")
        #expect(try CommandRun("signify-score", ["convert", bad, output]).status == 65)
        #expect(FileManager.default.contents(atPath: output) == Data("before".utf8))
    }

    @Test func outputThatCannotBeWrittenIsSeventyFour() throws {
        let json = try workplace.write("HELLO", "a.json")
        let run = try CommandRun("signify-score", ["convert", json, workplace.path("nowhere/a.pose")])
        #expect(run.status == 74)
        #expect(run.errorLines.count == 1)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullStandardOutputIsSeventyFour() throws {
        let json = try workplace.write("HELLO", "a.json")
        let run = try CommandRun("signify-score", ["inspect", json], writingTo: "/dev/full")
        #expect(run.status == 74)
        #expect(run.errorLines.count == 1)
    }

    @Test func inspectionSaysWhatIsThere() throws {
        let file = try workplace.write("HELLO", "a.pose")
        let page = try CommandRun("signify-score", ["inspect", file])
        #expect(page.status == 0)
        #expect(page.output.contains("right_hand"))
        let run = try CommandRun("signify-score", ["inspect", file, "--json", "--hand", "left"])
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(document["format"] as? String == "pose")
        #expect(document["dominant_hand"] as? String == "left")
        #expect((document["frame_count"] as? Int).map { $0 > 10 } == true)
        #expect((document["parts"] as? [Any])?.count == 3)
    }

    @Test func referencesComeAndGo() throws {
        try workplace.fillStore()
        let store = ["--db", workplace.store]
        let list = try CommandRun("signify-score", ["refs", "list"] + store)
        #expect(list.output == "HELLO  2 takes by 1 signer\nYES    2 takes by 1 signer\n")
        let show = try CommandRun("signify-score", ["refs", "show", "yes"] + store)
        #expect(show.output.contains("YES-1.pose"))
        let again = try CommandRun(
            "signify-score", ["refs", "add", "YES", workplace.path("references/YES-1.pose")] + store)
        #expect(again.output == "YES: 0 takes added, 1 there already\n")
        #expect(
            try CommandRun("signify-score", ["refs", "calibrate"] + store).output == "Calibrated 2 signs.\n")
        let shown = try CommandRun("signify-score", ["refs", "show", "YES"] + store)
        #expect(shown.output.contains("(typical; no sign of the cohort has several signers)"))
        #expect(shown.errors.contains("YES: fewer than 3 signers"))
        #expect(try CommandRun("signify-score", ["refs", "remove", "YES"] + store).status == 0)
        #expect(try CommandRun("signify-score", ["refs", "show", "YES"] + store).status == 65)
    }

    @Test func oneBadReferenceAddsNone() throws {
        let good = try workplace.write("HELLO", "good.pose")
        let bad = try workplace.write([0], "bad.pose")
        #expect(
            try CommandRun("signify-score", ["refs", "add", "TEA", good, bad, "--db", workplace.store]).status
                == 65)
        #expect(!FileManager.default.fileExists(atPath: workplace.store))
    }

    @Test func matrixIsTheSameForAnyNumberOfThreads() throws {
        for signer in ["ada", "bruno"] {
            for gloss in ["HELLO", "YES"] {
                for take in [0, 1, 4] {
                    try workplace.write(
                        gloss, "real/takes/\(signer)/\(gloss)/0\(take).pose",
                        signer: signer == "ada" ? .ada : .bruno, seed: UInt64(take))
                }
            }
        }
        let folder = workplace.path("real")
        for threads in ["1", "3"] {
            let run = try CommandRun(
                "signify-score",
                ["matrix", folder, "--out", workplace.path("\(threads).csv"), "--threads", threads])
            #expect(run.status == 0)
        }
        let text = try String(contentsOfFile: workplace.path("1.csv"), encoding: .utf8)
        #expect(text == (try String(contentsOfFile: workplace.path("3.csv"), encoding: .utf8)))
        let lines = text.split(separator: "\n")
        #expect(lines.first == "attempt_signer,attempt_sign,attempt_take,ref_signer,ref_sign,score")
        #expect(lines.count == 1 + 4 * 4)
        #expect(lines[1].hasPrefix("ada,HELLO,04,ada,HELLO,-"))

        try workplace.write([0], "real/takes/ada/HELLO/05.pose")
        let partial = try CommandRun("signify-score", ["matrix", folder, "--out", workplace.path("2.csv")])
        #expect(partial.status == 65)
        #expect(partial.errorLines.contains { $0.contains("HELLO/05.pose") })
        #expect(try String(contentsOfFile: workplace.path("2.csv"), encoding: .utf8) == text)
    }
}
