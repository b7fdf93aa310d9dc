import Foundation
import TestSupport
import Testing

@testable import PracticeStore

/// The throw-away server that `scripts/database/server run` gives a test run.
enum PostgresServer {
    /// Its own database's address; `nil` where there is no server.
    static let url = ProcessInfo.processInfo.environment["SIGNIFY_DATABASE_URL"]

    /// Why tests are skipped without one.
    static let missing: Comment =
        "SIGNIFY_DATABASE_URL is not set; run by scripts/database/server run, as make test does"

    /// Its port on 127.0.0.1.
    static var port: Int { get throws { try #require(components(database: "postgres").port) } }

    /// A new database with every migration applied, and nothing in it; it is dropped with its last reference.
    static func makeDatabase() throws -> PostgresTestDatabase {
        let template = try template.get()
        let name = "signify_test_\(getpid())_\(UUID().uuidString.prefix(8).lowercased())"
        try administer("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY FILE_COPY")
        return PostgresTestDatabase(name: name)
    }

    /// A new database without any schema.
    static func makeEmptyDatabase() throws -> PostgresTestDatabase {
        let name = "signify_test_\(getpid())_\(UUID().uuidString.prefix(8).lowercased())"
        try administer("CREATE DATABASE \(name)")
        return PostgresTestDatabase(name: name)
    }

    /// SQL in the server's own database.
    static func administer(_ sql: String) throws {
        let connection = try PostgresConnection.open(
            address(database: "postgres"), PostgresConfiguration(), patience: .seconds(5))
        try connection.execute(sql)
    }

    /// The address of one of its databases, with more parameters or another port.
    static func address(
        database: String, port: Int? = nil, user: String? = nil, password: String? = nil,
        parameters: [String: String] = [:]
    ) throws -> PostgresAddress {
        var components = try components(database: database)
        if let port { components.port = port }
        if let user { components.user = user }
        if let password { components.password = password }
        components.queryItems = parameters.map { URLQueryItem(name: $0.key, value: $0.value) }
        // URLComponents leaves a plus sign, which libpq takes for itself.
        let url = try #require(components.string)
        return try PostgresAddress(url: url.replacing("+", with: "%2B"))
    }

    private static func components(database: String) throws -> URLComponents {
        let url = try #require(url)
        var components = try #require(URLComponents(string: url))
        components.path = "/" + database
        return components
    }

    /// What all databases of this run are copied from. pg_cron is in the server's own database alone, so the
    /// migrations are applied to one of their own, once.
    private static let template = Result {
        try sweep()
        let name = "signify_template_\(getpid())"
        try administer("CREATE DATABASE \(name)")
        let url = try #require(components(database: name).string)
        let apply = Process()
        apply.executableURL = repository.appendingPathComponent("scripts/database/apply")
        apply.arguments = [url]
        let output = Pipe()
        apply.standardOutput = output
        apply.standardError = output
        apply.standardInput = FileHandle.nullDevice
        try apply.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        apply.waitUntilExit()
        try #require(
            apply.terminationStatus == 0, "scripts/database/apply: \(String(decoding: said, as: UTF8.self))")
        return name
    }

    /// Drops what test runs that are no more left on a server that stays.
    private static func sweep() throws {
        let connection = try PostgresConnection.open(
            address(database: "postgres"), PostgresConfiguration(), patience: .seconds(5))
        let names = try connection.run(
            "SELECT datname::text AS name FROM pg_database WHERE datname ~ '^signify_(template|test)_[0-9]+(_|$)'"
        ).rows.map { try $0.text("name") }
        for name in names {
            let owner = name.split(separator: "_")[2]
            if !FileManager.default.fileExists(atPath: "/proc/\(owner)") {
                try connection.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
            }
        }
    }

    static let repository = Repository.root
}
