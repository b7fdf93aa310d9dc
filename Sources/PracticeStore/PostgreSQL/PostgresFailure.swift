/// A failure that libpq or the server reported, before it becomes a ``StoreError``.
struct PostgresFailure: Error, Sendable, Hashable {
    /// Five characters (PostgreSQL, appendix A); empty for a failure of libpq.
    var sqlState = ""
    /// The first line of the server or libpq; never a value of a row, since the detail is left out.
    var message: String
    var table: String?
    var column: String?
    var constraint: String?
    /// The number, from 1, of the parameter that the server could not read.
    var parameter: Int?
    var isConnectionLost = false

    /// Whether a connection to this server may succeed a little later.
    var mayPass: Bool {
        switch sqlState {
        // Starting or shutting down, no slots left, no network.
        case "", "53300", "53400": isConnectionLost
        default: isConnectionLost && (sqlState.hasPrefix("57P") || sqlState.hasPrefix("08"))
        }
    }

    /// A server that takes no changes, as its own code says it for a statement.
    static let readOnly = PostgresFailure(sqlState: "25006", message: "the server takes no changes")

    /// Whether the server takes no changes: a standby, or a primary that a failover has demoted. An address that moves
    /// leads a new connection to the primary, and never one that stands.
    var isReadOnly: Bool { sqlState == "25006" }

    /// Whether another connection may succeed where this one cannot: its server takes no changes, its prepared statements
    /// are gone (26000), out of date (0A000) or another's (42P05), or its schema changed.
    var isOfThisConnection: Bool {
        isReadOnly || isSchemaChange || ["26000", "0A000", "42P05"].contains(sqlState)
    }

    /// Whether a table, a column, a function or a schema is not there.
    var isSchemaChange: Bool { ["42P01", "42703", "42883", "3F000"].contains(sqlState) }

    /// Whether a transaction with this failure can succeed when it is repeated: two transactions
    /// crossed, or a schema change or a pooler took the prepared statements away.
    var isWorthRepeating: Bool { ["40001", "40P01", "26000", "0A000"].contains(sqlState) }
}
