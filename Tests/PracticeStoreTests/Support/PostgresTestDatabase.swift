import Foundation

@testable import PracticeStore

/// A database of a test's own.
final class PostgresTestDatabase: Sendable {
    let name: String

    init(name: String) { self.name = name }

    deinit { try? PostgresServer.administer("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }

    /// Its address, with another port or more parameters.
    func address(port: Int? = nil, parameters: [String: String] = [:]) throws -> PostgresAddress {
        try PostgresServer.address(database: name, port: port, parameters: parameters)
    }

    /// Its address for a role of the schema, as which the superuser connects.
    func address(as role: String, claims: String? = nil) throws -> PostgresAddress {
        var options = "-c role=\(role)"
        if let claims { options += " -c request.jwt.claims=\(claims)" }
        return try address(parameters: ["options": options])
    }

    /// A store as its owner.
    func open(_ configuration: PostgresConfiguration = PostgresConfiguration()) throws -> PostgresDatabase {
        try PostgresDatabase(address(), configuration: configuration)
    }

    /// A store as a role of the schema.
    func open(as role: String, claims: String? = nil) throws -> PostgresDatabase {
        try PostgresDatabase(address(as: role, claims: claims))
    }

    /// The queue, as its worker.
    func queue() throws -> ScoringQueue { ScoringQueue(try open(as: "signify_worker")) }
}

extension PostgresDatabase {
    /// SQL of a test's own, several statements at once, with the store's errors.
    func execute(_ sql: String) throws(StoreError) {
        try read { connection in _ = try connection.execute(sql) }
    }

    /// The first column `value` of a query's first row.
    func text(_ sql: String) throws(StoreError) -> String? {
        try read { connection in
            try connection.run("SELECT (\(sql))::text AS value").first?.optionalText("value")
        }
    }
}
