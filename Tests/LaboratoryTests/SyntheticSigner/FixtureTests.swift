import Foundation
import TestSupport
import Testing

@testable import LaboratoryCommand

@Suite struct FixtureTests {
    private var folder: URL {
        Repository.fixtures
    }

    @Test func theFolderIsWhatTheGeneratorWrites() throws {
        let files = try FixtureSet.files()
        #expect(FixtureFolder(folder).differences(from: files) == [])
        #expect(files.reduce(0) { $0 + $1.bytes.count } < 10_000_000)
        #expect(Set(files.map(\.path)).count == files.count)
    }

    @Test func aChangedFolderIsFound() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: place) }
        let files = [FixtureFile(path: "a/one", bytes: [1, 2, 3]), FixtureFile(path: "two", bytes: [4])]
        let folder = FixtureFolder(place)
        #expect(folder.differences(from: files) == ["a/one: missing", "two: missing"])
        try folder.write(files)
        #expect(folder.differences(from: files).isEmpty)
        try Data([1, 2, 9]).write(to: place.appendingPathComponent("a/one"))
        try Data().write(to: place.appendingPathComponent("README.md"))
        try Data().write(to: place.appendingPathComponent("three"))
        #expect(
            folder.differences(from: files) == ["a/one: differs from byte 2", "three: not a fixture"])
    }
}
