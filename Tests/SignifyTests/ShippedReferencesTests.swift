import Foundation
import TestSupport
import Testing

@testable import Signify

@Suite("The shipped references") struct ShippedReferencesTests {
    private static let folder = Repository.fixtures.appendingPathComponent("references")

    @Test("are all takes of Fixtures/references, byte for byte")
    func committed() throws {
        var committed: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
        where path.hasSuffix(".pose") {
            committed[path] = try Data(contentsOf: Self.folder.appendingPathComponent(path))
        }
        let shipped = ShippedReferences.files.map { ("\($0.signer)/\($0.gloss).pose", Data($0.bytes)) }
        #expect(shipped.count == committed.count)
        #expect(Dictionary(uniqueKeysWithValues: shipped) == committed)
    }

    @Test("are stored byte for byte")
    func stored() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(at: file) }
        let store = try Store.open(file.path, [.create, .fill])
        for sign in try store.database.signs() {
            let stored = try store.database.sign(gloss: sign.gloss).takes.map { Array($0.landmarks) }
            #expect(stored == ShippedReferences.files.filter { $0.gloss == sign.gloss }.map(\.bytes))
        }
        #expect(try store.database.signs().count == ShippedReferences.count)
    }
}
