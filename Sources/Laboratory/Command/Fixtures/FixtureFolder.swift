import Foundation

/// The fixtures on disk.
struct FixtureFolder {
    private let folder: URL
    /// Not generated, so not compared.
    private static let readme = "README.md"

    init(_ folder: URL) { self.folder = folder }

    /// Writes every file, each atomically.
    func write(_ files: [FixtureFile]) throws {
        for file in files {
            let place = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: place, options: .atomic)
        }
    }

    /// One line for each file that is missing, differs, or is not a fixture.
    func differences(from files: [FixtureFile]) -> [String] {
        var lines: [String] = []
        for file in files {
            let place = folder.appendingPathComponent(file.path)
            guard let found = try? Data(contentsOf: place) else {
                lines.append("\(file.path): missing")
                continue
            }
            if !found.elementsEqual(file.bytes) {
                let offset = zip(found, file.bytes).enumerated().first { $1.0 != $1.1 }?.offset
                let end = min(found.count, file.bytes.count)
                lines.append("\(file.path): differs from byte \(offset ?? end)")
            }
        }
        let expected = Set(files.map(\.path))
        let strangers = found().filter { $0 != Self.readme && !expected.contains($0) }
        return lines + strangers.sorted().map { "\($0): not a fixture" }
    }

    private func found() -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter {
            var isFolder: ObjCBool = false
            let path = folder.appendingPathComponent($0).path
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue
        }
    }
}
