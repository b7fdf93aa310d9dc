/// What libpq or the server reported, before it is put into the store's words.
struct PostgresFailure: Error, Sendable, Hashable {
    /// The server's five characters (PostgreSQL, appendix A); empty where the server did not speak.
    var sqlState = ""
    /// The server's or libpq's own first line; never a value of a row, since no detail is taken along.
    var message: String
    var table: String?
    var column: String?
    var constraint: String?
    /// The parameter that the server could not read, from 1.
    var parameter: Int?
    /// Whether the connection is of no more use.
    var isConnectionLost = false

    /// Whether a connection to this server may come about a little later.
    var mayPass: Bool {
        switch sqlState {
        // Starting or shutting down, no slots left, no network.
        case "", "53300", "53400": isConnectionLost
        default: isConnectionLost && (sqlState.hasPrefix("57P") || sqlState.hasPrefix("08"))
        }
    }

    /// Whether the statements of a transaction that ended so can succeed if they are sent again: two transactions
    /// crossed, or a schema change or a pooler took the prepared statements away.
    var isWorthRepeating: Bool { ["40001", "40P01", "26000", "0A000"].contains(sqlState) }
}
