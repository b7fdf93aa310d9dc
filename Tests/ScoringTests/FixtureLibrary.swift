import TestSupport
import Foundation
import Landmarks
import Scoring

/// The repository's fixtures as a library of signs, calibrated against each other as by the command.
struct FixtureLibrary: Sendable {
    static let folder = Repository.fixtures

    /// Read once and shared by all tests.
    static let shared = Result { try FixtureLibrary() }

    let signs: [String: ReferenceSign]

    private init() throws {
        var takes: [String: [(id: String, take: PreparedTake)]] = [:]
        let references = Self.folder.appending(path: "references")
        for signer in try FileManager.default.contentsOfDirectory(atPath: references.path).sorted() {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: references.appending(path: signer).path)
            for file in files.sorted() {
                let name = "\(signer)/\(file)"
                let clip = try LandmarkReader().read(path: references.appending(path: name).path)
                takes[String(file.dropLast(5)), default: []].append(
                    (name, try PreparedTake(clip, signer: signer)))
            }
        }
        let library = takes.map { LibraryCalibration.Sign(gloss: $0.key, takes: $0.value) }
        signs = Dictionary(
            uniqueKeysWithValues: LibraryCalibration(pool: library).references(library).map { ($0.gloss, $0) }
        )
    }

    static func attempt(_ file: String) throws -> PreparedTake {
        try PreparedTake(LandmarkReader().read(path: folder.appending(path: "attempts/\(file)").path))
    }
}

/// The known truth of an attempt, from `attempts/truth.json`.
struct FixtureTruth: Decodable, Sendable {
    var file: String
    var sign: String
    var signer: String
    var seed: Int
    var fault: String?
    var channel: String?

    static func all() throws -> [FixtureTruth] {
        try JSONDecoder().decode(
            [FixtureTruth].self,
            from: Data(contentsOf: FixtureLibrary.folder.appending(path: "attempts/truth.json")))
    }
}
