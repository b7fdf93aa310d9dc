import Foundation
import Signify
import PracticeStore
import Scoring
import SyntheticSigner
import TestSupport
import Testing

/// One test's database on the temporary server of the test run, with all migrations, three reference signs
/// and a learner.
final class WorkerDatabase: Sendable {
    /// The server's default database; `nil` without a server.
    static let server = ProcessInfo.processInfo.environment["SIGNIFY_DATABASE_URL"]
    static let missing: Comment =
        "SIGNIFY_DATABASE_URL is not set; run by scripts/database/server run, as make test does"
    static let glosses = ["HELLO", "PLEASE", "YOU"]
    let owner: PostgresDatabase
    let learner = Learner(nickname: "Ada")
    private let name: String

    init() throws {
        name = "signify_test_\(getpid())_worker_\(UUID().uuidString.prefix(8).lowercased())"
        let template = try Self.template.get()
        _ = try Self.psql(try #require(Self.server), "CREATE DATABASE \(name) TEMPLATE \(template)")
        owner = try PostgresDatabase(PostgresAddress(url: Self.url(database: name)))
        try owner.addLearner(learner, at: Date())
    }

    /// The template of all databases of this run, migrated and with its signs enrolled. PracticeStoreTests
    /// drops such databases after the end of their process.
    private static let template = Result {
        let name = "signify_template_\(getpid())_worker"
        _ = try psql(try #require(server), "CREATE DATABASE \(name)")
        let url = try WorkerDatabase.url(database: name)
        _ = try output("scripts/database/apply", [url])
        let owner = try PostgresDatabase(PostgresAddress(url: url))
        for gloss in glosses { try enrol(gloss, in: owner) }
        try Store(owner).calibrate(Set(glosses))
        return name
    }

    deinit {
        if let server = Self.server {
            _ = try? Self.psql(server, "DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
        }
    }

    /// Enrols the fixtures' takes of a sign.
    func enrol(_ gloss: String) throws { try Self.enrol(gloss, in: owner) }

    private static func enrol(_ gloss: String, in owner: PostgresDatabase) throws {
        let takes = try ReferenceRecording.all().filter { $0.gloss == gloss }.map {
            try ReferenceTake($0.clip, signer: $0.signer, source: "\(gloss).pose")
        }
        try owner.addTakes(
            gloss: gloss, language: "ase", takes: takes, calibration: nil,
            signature: ScoringSignature.current, at: Date())
    }

    /// The address with the worker's role; `port` replaces the server's port.
    func workerURL(port: Int? = nil) throws -> String {
        let url = try Self.url(database: name)
        var components = try #require(URLComponents(string: url))
        components.queryItems = [URLQueryItem(name: "options", value: "-c role=signify_worker")]
        if let port { components.port = port }
        // URLComponents keeps a plus sign, which libpq decodes.
        return try #require(components.string).replacing("+", with: "%2B")
    }

    func workerAddress() throws -> PostgresAddress { try PostgresAddress(url: workerURL()) }

    /// A queue with the worker's role.
    func queue() throws -> ScoringQueue { ScoringQueue(try PostgresDatabase(workerAddress())) }

    /// The output of psql for a query: fields separated by |, one row per line.
    @discardableResult
    func sql(_ text: String) throws -> String { try Self.psql(Self.url(database: name), text) }

    static func fixture(_ file: String) throws -> Data {
        try Data(contentsOf: Repository.root.appendingPathComponent("Fixtures/attempts/\(file)"))
    }

    /// Stores an unscored attempt of the learner.
    @discardableResult
    func handIn(
        _ bytes: Data?, mode: PracticeMode = .word, lesson: UUID? = nil, rawMetrics: String? = nil
    ) throws -> UUID {
        try owner.beginSession(
            NewSession(
                userID: learner.id, lessonID: lesson, mode: mode, rawMetrics: rawMetrics,
                media: bytes.map { NewMedia(name: "attempt", landmarks: $0) }, startedAt: Date()), at: Date())
    }

    /// Saves a lesson with these signs.
    func lesson(_ type: PracticeMode, _ signs: [String], passingScore: Int? = nil) throws -> UUID {
        let id = try owner.saveLesson(
            Lesson(code: "lesson-\(UUID().uuidString)", title: "A lesson", type: type), at: Date())
        for (place, gloss) in signs.enumerated() {
            try sql("INSERT INTO lesson_signs VALUES ('\(id)', \(place + 1), '\(gloss)')")
        }
        if let passingScore {
            try sql("INSERT INTO tests (lesson_id, passing_score) VALUES ('\(id)', \(passingScore))")
        }
        return id
    }

    private static func url(database: String) throws -> String {
        let server = try #require(server)
        var components = try #require(URLComponents(string: server))
        components.path = "/" + database
        return try #require(components.string)
    }

    static func psql(_ url: String, _ text: String) throws -> String {
        try output(
            "/usr/bin/env", ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", url, "-c", text])
    }

    struct ProgramFailure: Error {
        let said: String
    }

    /// The output of a program; throws unless it exits with 0.
    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL =
            program.hasPrefix("/")
            ? URL(fileURLWithPath: program) : Repository.root.appendingPathComponent(program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ProgramFailure(said: "\(program): \(said)") }
        return said.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
