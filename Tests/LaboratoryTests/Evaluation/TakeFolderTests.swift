import Signify
import Foundation
import Landmarks
import SyntheticSigner
import Testing

@testable import Evaluation
@testable import SigningSpace

@Suite("Folders of takes")
struct TakeFolderTests {
    private let samples: TakeSamples

    init() throws { samples = try TakeSamples() }

    private func line(_ folder: String) -> String? {
        #expect(throws: AnalysisFailure.self) { try TakeFolder(folder) }?.description
    }

    @Test("takes come by signer, sign and number; what is no take is left out")
    func lists() throws {
        for name in [
            "bob/NO/00.npy", "ann/YES/10.json", "ann/YES/2.pose", "ann/YES/notes.txt", "ann/YES/.03.npy",
            "ann/YES/-1.npy", "ann/YES/04", "ann/readme.md", "readme.md", ".git/HEAD/00.npy",
            "ann/HELLO/05.pose.json",
        ] { try samples.write([], to: name) }
        let takes = try TakeFolder(samples.path).takes
        #expect(
            takes.map { "\($0.signer) \($0.sign) \($0.name) \($0.number)" } == [
                "ann HELLO 05 5", "ann YES 2 2", "ann YES 04 4", "ann YES 10 10", "bob NO 00 0",
            ])
        #expect(takes[0].path == samples.file("ann/HELLO/05.pose.json"))
    }

    @Test("the folder `takes` below is the one meant")
    func below() throws {
        try samples.write([], to: "takes/ann/NO/00.npy")
        try samples.write([], to: "other/ann/NO/00.npy")
        #expect(try TakeFolder(samples.path).takes.map(\.path) == [samples.file("takes/ann/NO/00.npy")])
    }

    @Test("a layout without takes is one clear line")
    func layout() throws {
        let missing = samples.file("nowhere")
        #expect(
            line(missing)
                == "\(missing): it is not a folder; name one laid out as <signer>/<SIGN>/<number>.npy")
        let file = try samples.write([1], to: "file.npy")
        #expect(line(file)?.hasPrefix("\(file): it is not a folder; ") == true)
        for layout in ["empty", "flat"] { try samples.makeFolder(layout) }
        try samples.write([1], to: "flat/00.npy")
        for layout in ["empty", "flat"] {
            let folder = samples.file(layout)
            #expect(
                line(folder)
                    == "\(folder): there are no takes in it; lay it out as <signer>/<SIGN>/<number>.npy")
        }
    }

    @Test(
        "takes of signs without signers, a frame a file among them, are an unnamed signer's or the one's who is said"
    )
    func withoutSigners() throws {
        let clip = SyntheticSigner(profile: .ada, seed: 1).take(of: SignScript.library[0]).clip
        for take in [0, 1, 10] {
            for frame in 0..<12 {
                try samples.write(clip.npyFrame(20 + frame), to: "MP_Data/HELLO/\(take)/\(frame).npy")
            }
        }
        try samples.write(clip.canonicalJSON(), to: "MP_Data/BYE/3.json")
        // The name of a sign may be a number.
        try samples.write(clip.canonicalJSON(), to: "MP_Data/ann/5/00.json")
        let folder = try TakeFolder(samples.file("MP_Data"), signer: "bob")
        #expect(
            folder.takes.map { "\($0.signer) \($0.sign) \($0.number)" }
                == ["bob BYE 3", "bob HELLO 0", "bob HELLO 1", "bob HELLO 10", "ann 5 0"])
        #expect(try TakeFolder(samples.file("MP_Data")).takes[0].signer == "unnamed")
        #expect(RecordedTakes(folder).failures.isEmpty)
    }

    @Test(.disabled(if: geteuid() == 0, "the superuser may read everything"))
    func unreadableFolder() throws {
        try samples.write([1], to: "ann/NO/00.npy")
        #expect(chmod(samples.file("ann"), 0) == 0)
        defer { chmod(samples.file("ann"), 0o755) }
        #expect(line(samples.path)?.contains("check its permissions") == true)
    }

    @Test("takes that cannot be read are told and left out", arguments: [1, 4])
    func unreadable(threads: Int) throws {
        try samples.write("HELLO", by: .ada, 0)
        try samples.write("HELLO", by: .ada, 5)
        try samples.write("HELLO", by: .ada, 6, fault: .noHands)
        let garbage = try samples.write(Array("not landmarks".utf8), to: "ada/HELLO/01.json")
        try samples.write([], to: "ada/HELLO/02.npy")
        let whole = try Data(contentsOf: URL(filePath: samples.file("ada/HELLO/00.json")))
        try samples.write(Array(whole.prefix(whole.count / 2)), to: "ada/HELLO/03.json")
        try samples.makeFolder("ada/HELLO/04.json")
        let takes = RecordedTakes(try TakeFolder(samples.path), threads: threads)
        #expect(takes.takes.map(\.source.name) == ["00", "05"])
        #expect(takes.takes.map(\.isReference) == [true, false])
        #expect(
            takes.failures.map { URL(filePath: $0.path).lastPathComponent }
                == ["01.json", "02.npy", "03.json", "04.json", "06.json"])
        #expect(takes.failures.first?.path == garbage)
        for failure in takes.failures {
            #expect(!"\(failure.error)".isEmpty && !"\(failure.error)".contains("\n"))
        }
    }

    @Test("an edit of attempts leaves references as they are")
    func edits() throws {
        try samples.write("HELLO", by: .bruno, 3)
        try samples.write("HELLO", by: .bruno, 4)
        let folder = try TakeFolder(samples.path)
        let plain = RecordedTakes(folder)
        let edited = plain.changingAttempts { $0.reversedInTime() }
        #expect(edited.takes.map(\.source) == plain.takes.map(\.source))
        let same = zip(plain.takes, edited.takes).map { plain, edited in
            (0..<min(plain.prepared.clip.frameCount, edited.prepared.clip.frameCount)).allSatisfy {
                plain.prepared.clip.palmCentre(.dominant, frame: $0)
                    == edited.prepared.clip.palmCentre(.dominant, frame: $0)
            }
        }
        #expect(same == [true, false])
    }
}
