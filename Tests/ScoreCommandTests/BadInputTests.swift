import Foundation
import TestSupport
import Testing

@Suite("Bad input by command")
struct BadInputTests {
    let workplace: Workplace

    init() throws {
        workplace = try Workplace()
        try workplace.fillStore()
    }

    private func expectOneLine(_ path: String) throws {
        let run = try CommandRun("signify-score", [path, "--ref", "HELLO", "--db", workplace.store])
        #expect(run.status == 65)
        #expect(run.output == "")
        #expect(run.errorLines.count == 1)
        #expect(run.errors.hasPrefix("signify-score: \(path): "))
        #expect(try workplace.scored() == 0)
    }

    @Test func truncated() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: workplace.write("HELLO", "whole.pose")))
        try expectOneLine(workplace.write(Array(whole.prefix(whole.count / 2)), "half.pose"))
        let json = try Data(contentsOf: URL(fileURLWithPath: workplace.write("HELLO", "whole.json")))
        try expectOneLine(workplace.write(Array(json.prefix(json.count / 2)), "half.json"))
    }

    @Test func empty() throws { try expectOneLine(workplace.write([], "empty.json")) }

    @Test func missing() throws { try expectOneLine(workplace.path("missing.json")) }

    @Test func folder() throws {
        let path = workplace.path("folder")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try expectOneLine(path)
    }

    @Test func namedPipe() throws {
        let path = workplace.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        try expectOneLine(path)
    }

    @Test(.disabled(if: geteuid() == 0, "the superuser may read everything"))
    func unreadable() throws {
        let path = try workplace.write("HELLO", "secret.json")
        #expect(chmod(path, 0) == 0)
        try expectOneLine(path)
    }

    @Test func noHands() throws {
        try expectOneLine(workplace.write("HELLO", "nobody.pose", fault: .noHands))
    }

    @Test func handsUnderAnotherNameAreNamed() throws {
        let path = try workplace.write("HELLO", "attempt.json")
        let text = try String(contentsOfFile: path, encoding: .utf8)
            .replacing(/"parts":\{[^}]*\},/, with: "")
            .replacing("rightHandLandmarks", with: "mano_derecha").replacing(
                "leftHandLandmarks", with: "mano_izquierda")
        let other = try workplace.write([UInt8](text.utf8), "other.json")
        try expectOneLine(other)
        let run = try CommandRun("signify-score", [other, "--ref", "HELLO", "--db", workplace.store])
        #expect(run.errors.contains("no hand was read") && run.errors.contains("mano_derecha"))
    }

    @Test func corruptStore() throws {
        let attempt = try workplace.write("HELLO", "attempt.json")
        let store = try workplace.write([UInt8]("this is no database at all".utf8), "corrupt.sqlite")
        let run = try CommandRun("signify-score", [attempt, "--ref", "HELLO", "--db", store])
        #expect(run.status == 70)
        #expect(run.errorLines.count == 1)
        #expect(try String(contentsOfFile: store, encoding: .utf8) == "this is no database at all")
    }

    @Test func missingStoreIsNotMade() throws {
        let attempt = try workplace.write("HELLO", "attempt.json")
        let store = workplace.path("nowhere.sqlite")
        let run = try CommandRun("signify-score", [attempt, "--ref", "HELLO", "--db", store])
        #expect(run.status == 65)
        #expect(!FileManager.default.fileExists(atPath: store))
    }
}
