import Foundation
import SyntheticSigner
import TestSupport
import Testing

@Suite("Bad input by signify-laboratory")
struct BadInputTests {
    private let samples: TakeSamples

    init() throws { samples = try TakeSamples() }

    /// The error that every command gives for the arguments: one line and no other output.
    private func line(_ arguments: [String]) throws -> String {
        var lines: Set<String> = []
        let out = samples.file("out.swift")
        for command in [[], ["report"], ["learn", "--out", out]] {
            let run = try CommandRun("signify-laboratory", command + arguments)
            #expect(run.status == 65)
            #expect(run.output == "")
            #expect(run.errors.hasSuffix("\n"))
            #expect(run.errorLines.count == 1)
            lines.insert(run.errors)
        }
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(lines.count == 1)
        return lines.first ?? ""
    }

    @Test func noFolder() throws {
        #expect(
            try line([]) == "signify-laboratory: no folder was given; name one laid out as "
                + "takes/<signer>/<SIGN>/<number>.npy\n")
    }

    @Test func missingFolder() throws {
        let path = samples.file("nowhere")
        #expect(
            try line([path]) == "signify-laboratory: \(path): it is not a folder; name one laid out as "
                + "<signer>/<SIGN>/<number>.npy\n")
    }

    @Test func missingFolderAfterAGoodOne() throws {
        try samples.write("HELLO", by: .ada, 0, under: "good/")
        let path = samples.file("nowhere")
        #expect(
            try line([samples.file("good"), path]).hasPrefix(
                "signify-laboratory: \(path): it is not a folder; "))
    }

    @Test func emptyFolder() throws {
        #expect(
            try line([samples.path])
                == "signify-laboratory: \(samples.path): there are no takes in it; lay it "
                + "out as <signer>/<SIGN>/<number>.npy\n")
    }

    @Test func noReferences() throws {
        try samples.write("HELLO", by: .ada, 4)
        try samples.write("HELLO", by: .ada, 5)
        #expect(
            try line([samples.path])
                == "signify-laboratory: \(samples.path): it has no readable takes 00 to 03, "
                + "which are the references; add some\n")
    }
}
