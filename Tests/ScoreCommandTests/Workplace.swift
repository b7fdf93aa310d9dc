import Foundation
import Landmarks
import SyntheticSigner
import TestSupport

/// A folder for one test, with a store in it.
final class Workplace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("signify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    var store: String { path("store.sqlite") }

    /// Writes a take of a sign; the extension selects the format.
    @discardableResult
    func write(
        _ gloss: String, _ name: String, signer: SignerProfile = .ada, seed: UInt64 = 1, fault: Fault? = nil
    ) throws -> String {
        let script = SignScript.named(gloss) ?? SignScript.library[0]
        let clip = SyntheticSigner(profile: signer, seed: seed).take(of: script, fault: fault).clip
        return try write(name.hasSuffix(".json") ? clip.canonicalJSON() : try clip.poseFile(), name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// Adds two takes each of HELLO and YES to the store.
    func fillStore() throws {
        for gloss in ["HELLO", "YES"] {
            let takes = try (1...2).map {
                try write(gloss, "references/\(gloss)-\($0).pose", seed: UInt64($0))
            }
            let run = try CommandRun(
                "signify-score", ["refs", "add", gloss] + takes + ["--signer", "ada", "--db", store])
            guard run.status == 0 else { throw CocoaError(.fileWriteUnknown) }
        }
    }

    func scored() throws -> Int {
        let run = try CommandRun("signify-score", ["history", "--json", "--db", store])
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return (document?["sessions"] as? [Any])?.count ?? -1
    }
}
