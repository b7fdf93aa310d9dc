import Foundation
import Scoring
import SigningSpace
import Signify
import SyntheticSigner
import TestSupport
import Testing

@Suite("Clips as numbers") struct ClipsTests {
    private let samples: TakeSamples
    private let out: String

    init() throws {
        samples = try TakeSamples()
        out = samples.file("clips")
    }

    private func run(_ arguments: String...) throws -> CommandRun {
        try CommandRun("signify-laboratory", ["clips"] + arguments + ["--out", out])
    }

    private func rows() throws -> [[Substring]] {
        try String(contentsOfFile: out + ".csv", encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func values(_ ending: String = ".f32") throws -> [Float] {
        let data = try Data(contentsOf: URL(filePath: out + ending))
        return stride(from: 0, to: data.count, by: 4).map { place in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[place + $1]) << (8 * UInt32($1)) })
        }
    }

    @Test("of folders are the points of their takes")
    func folders() throws {
        try samples.write("HELLO", by: .ada, 0, under: "set/takes/")
        try samples.write("HELP", by: .dev, 4, under: "set/takes/")
        try samples.write([1, 2, 3], to: "set/takes/dev/HELP/05.json")
        let run = try run(samples.file("set"))
        #expect(run.status == 0)
        #expect(run.errorLines.count == 1 && run.errors.contains("dev/HELP/05.json"))
        #expect(run.output.hasSuffix("1 left out\n"))
        let rows = try rows()
        #expect(
            rows[0].joined(separator: ",")
                == "set,signer,sign,take,fold,label,first,count,dominant,stated,body,sized,stroke0,stroke1,sourceframes,still"
        )
        #expect(
            rows.dropFirst().map { $0.prefix(6).joined(separator: " ") }
                == ["set ada HELLO 0 0 HELLO", "set dev HELP 4 1 HELP"])
        #expect(rows.dropFirst().map { $0[8] } == ["R", "L"])

        // The same numbers, point by point.
        let values = try values()
        var expected: [Float] = []
        for (row, file) in zip(rows.dropFirst(), ["ada/HELLO/00.json", "dev/HELP/04.json"]) {
            let recording = try LandmarkReader().read(path: samples.file("set/takes/\(file)"))
            let clip = try SigningClip(recording)
            #expect(row[6] == "\(expected.count / 204)" && row[7] == "\(clip.frameCount)")
            #expect(row[12] == "\(clip.stroke.lowerBound)" && row[13] == "\(clip.stroke.upperBound)")
            #expect(row[14] == "\(recording.frameCount)")
            for frame in 0..<clip.frameCount {
                for (part, count) in [
                    (FigurePart.dominant, 21), (.other, 21), (.dominantPalm, 1), (.otherPalm, 1), (.body, 7),
                ] {
                    let points = clip.points(of: part, frame: frame)
                    for point in 0..<count {
                        expected +=
                            points.map { [$0[point].x, $0[point].y, $0[point].z, 1] } ?? [0, 0, 0, 0]
                    }
                }
            }
        }
        #expect(values == expected)
    }

    @Test("have the embeddings of their takes by a file of networks")
    func embeddings() throws {
        try samples.write("HELLO", by: .ada, 0, under: "set/takes/")
        try samples.write([1, 2, 3], to: "set/takes/ada/HELLO/01.json")
        try samples.write("HELP", by: .dev, 4, under: "set/takes/")
        let networks = Repository.root.appendingPathComponent("Sources/CEmbedding/weights/networks.bin")
        #expect(try run(samples.file("set"), "--networks", networks.path).status == 0)
        let expected = try ["ada/HELLO/00.json", "dev/HELP/04.json"].flatMap { file in
            let recording = try LandmarkReader().read(path: samples.file("set/takes/\(file)"))
            return try EmbeddingNetwork.shipped.embedding(of: SigningClip(recording)).values
        }
        #expect(try values(".embeddings.f32") == expected)
    }

    @Test("are not written where a file has no networks, or is not there")
    func otherNetworks() throws {
        try samples.write("HELLO", by: .ada, 0, under: "set/takes/")
        let file = try samples.write([1, 2, 3], to: "networks.bin")
        for (path, fault) in [
            (file, "it is no file of embedding networks"),
            (samples.file("nowhere.bin"), "the file cannot be read; name one that \"make learn\" wrote"),
        ] {
            let run = try run(samples.file("set"), "--networks", path)
            #expect(run.status == 65 && run.output == "" && run.errorLines.count == 1)
            #expect(run.errors.hasPrefix("signify-laboratory: \(path): \(fault)"))
        }
        try expectNothingWritten()
    }

    @Test("of random signs are the same of the same seed, and finite")
    func random() throws {
        let arguments = ["--random-signs", "12", "--takes-each", "2", "--seed", "5"]
        let files = try (0..<2).map { _ in
            let run = try CommandRun("signify-laboratory", ["clips"] + arguments + ["--out", out])
            #expect(run.status == 0 && run.errors == "")
            return try [".f32", ".csv"].map { try Data(contentsOf: URL(filePath: out + $0)) }
        }
        #expect(files[0] == files[1])
        let rows = try rows().dropFirst()
        #expect(rows.count > 18 && rows.count <= 24)
        let values = try values()
        #expect(values.allSatisfy { $0.isFinite && abs($0) < 50 })
        #expect(values.count == rows.reduce(0) { $0 + (Int($1[7]) ?? 0) } * 204)
        #expect(Set(rows.map { $0[1] + $0[2] }).count == rows.count)
    }

    @Test(
        "of extents that teach nothing are refused in one line",
        arguments: [
            (["--random-signs", "0"], "--random-signs is 0; give a number from 1 to 1000000"),
            (["--random-signs", "1000001"], "--random-signs is 1000001; give a number from 1 to 1000000"),
            (
                ["--random-signs", "4", "--takes-each", "1"],
                "--takes-each is 1; give a number from 2 to 1000"
            ),
            (["--random-signs", "4", "takes"], "there are folders and --random-signs; name one of the two"),
        ])
    func hostileExtents(arguments: [String], line: String) throws {
        let run = try CommandRun("signify-laboratory", ["clips"] + arguments + ["--out", out])
        #expect(run.status == 64 && run.output == "")
        #expect(run.errors == "signify-laboratory: \(line)\n")
        try expectNothingWritten()
    }

    @Test("of nothing that can be used are no files")
    func nothing() throws {
        try samples.write([1, 2, 3], to: "set/takes/dev/HELP/05.json")
        let run = try run(samples.file("set"))
        #expect(run.status == 65 && run.output == "")
        #expect(run.errors.hasSuffix("signify-laboratory: none of the takes can be used; name others\n"))
        try expectNothingWritten()
        #expect(try self.run().status == 65)
        #expect(try self.run(samples.file("nowhere")).status == 65)
    }

    @Test("cannot be written into a folder that is not there, or over one")
    func unwritable() throws {
        let place = samples.file("nowhere/clips")
        let run = try CommandRun(
            "signify-laboratory", ["clips", "--random-signs", "2", "--takes-each", "2", "--out", place])
        #expect(run.status == 74 && run.errorLines.count == 1)
        #expect(run.errors.contains("\(place).f32: cannot be written: "))
        try samples.makeFolder("clips.csv")
        let second = try self.run("--random-signs", "2", "--takes-each", "2")
        #expect(second.status == 74 && second.errors.contains("it is not a regular file; name a file"))
        let left = try FileManager.default.contentsOfDirectory(atPath: samples.path)
        #expect(left == ["clips.csv"])
    }

    private func expectNothingWritten() throws {
        let left = try FileManager.default.contentsOfDirectory(atPath: samples.path)
        #expect(!left.contains { $0.hasPrefix("clips") })
    }
}
