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

    /// Whether a transaction with this failure can succeed when it is repeated: two transactions
    /// crossed, or a schema change or a pooler took the prepared statements away.
    var isWorthRepeating: Bool { ["40001", "40P01", "26000", "0A000"].contains(sqlState) }
}
