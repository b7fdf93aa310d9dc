extension StoreError {
    /// The error for a failure of PostgreSQL. `isOpening` is while connecting, when a code has another meaning than of a
    /// statement.
    init(_ failure: PostgresFailure, place: String, isOpening: Bool = false) {
        self =
            isOpening
            ? StoreError.ofOpening(failure, place) : StoreError.ofStatement(failure, place)
    }

    /// The error for any that a transaction's body threw.
    init(_ error: any Error, postgresPlace place: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as PostgresFailure: self.init(error, place: place)
        default: self = .failed(path: place, detail: String(describing: type(of: error)))
        }
    }

    private static func ofOpening(_ failure: PostgresFailure, _ place: String) -> StoreError {
        switch failure.sqlState {
        case "28P01", "28000":
            return .cannotOpen(
                path: place, reason: "the server refused the user name or the password",
                remedy: "check both in the address, in PGPASSWORD or in ~/.pgpass")
        case "3D000":
            return .cannotOpen(
                path: place, reason: "the server has no such database",
                remedy: "check its name, or make it with createdb and run scripts/database/apply on it")
        case "42501":
            return .denied(place: place, detail: "the role may not connect to the database")
        case "53300":
            return .unreachable(place: place, reason: "the server has no connection to spare")
        case "57P03":
            return .unreachable(place: place, reason: "the server is starting or shutting down")
        case "":
            // libpq's own words: what it tried, and the system's reason.
            if failure.message.hasSuffix("no password supplied") {
                return .cannotOpen(
                    path: place, reason: "the server wants a password and there is none",
                    remedy: "give one in PGPASSWORD or ~/.pgpass, or in the address")
            }
            return .unreachable(place: place, reason: failure.message)
        default:
            return .unreachable(place: place, reason: "\(failure.message) (SQLSTATE \(failure.sqlState))")
        }
    }

    /// By the code's class, https://www.postgresql.org/docs/15/errcodes-appendix.html.
    private static func ofStatement(_ failure: PostgresFailure, _ place: String) -> StoreError {
        let state = failure.sqlState
        if failure.isConnectionLost {
            return .unreachable(
                place: place, reason: state.isEmpty ? failure.message : "the server ended the connection")
        }
        switch state {
        case "23505": return refused(failure, "there is a row with this value already")
        case "23514": return check(failure)
        case "23502": return refused(failure, "it must not be empty")
        case "23503":
            return refused(
                failure, "a row names one that does not exist, or is itself still named by another")
        case "22P02" where failure.column != nil, "22P05" where failure.column != nil,
            "22003" where failure.column != nil, "54001" where failure.column != nil,
            "22021" where failure.column != nil:
            return refused(failure, "it is not JSON that the server can keep")
        case "42501": return .denied(place: place, detail: failure.message)
        case "25006":
            return .takesNoChanges(place: place, reason: "its server is a standby, or read-only")
        // PostgREST's codes for an HTTP status, by which the schema's own limits speak to learners on either way.
        case "PT429": return .limited(reason: failure.message)
        case "PT503": return .takesNoChanges(place: place, reason: failure.message)
        case "55P03", "40P01", "40001", "57014": return .locked(path: place)
        case "53100": return .io(path: place, .full)
        case "54000":
            return .refused(
                table: "the store", column: "value", reason: "a value has at most 1,000,000,000 bytes")
        case _ where failure.isSchemaChange:
            return .schemaChanged(place: place, detail: failure.message)
        case "XX001", "XX002": return .corrupt(place: place, detail: failure.message)
        default:
            switch state.prefix(2) {
            case "53", "58": return .io(path: place, .other("\(failure.message) (SQLSTATE \(state))"))
            default: return .failed(path: place, detail: "\(failure.message) (SQLSTATE \(state))")
            }
        }
    }

    private static func check(_ failure: PostgresFailure) -> StoreError {
        let name = failure.constraint ?? "constraint"
        return SchemaRule.named(name)?.error
            ?? .refused(table: table(failure), column: name, reason: "a check of the schema failed")
    }

    private static func refused(_ failure: PostgresFailure, _ reason: String) -> StoreError {
        let table = table(failure)
        if let column = failure.column { return .refused(table: table, column: column, reason: reason) }
        // PostgreSQL names constraints <table>_<columns>_<kind>.
        let name = failure.constraint ?? "constraint"
        var column = Substring(name)
        if let own = failure.table, column.hasPrefix(own + "_") { column = column.dropFirst(own.count + 1) }
        for kind in ["_fkey", "_key", "_pkey", "pkey"] where column.hasSuffix(kind) {
            column = column.dropLast(kind.count)
        }
        return .refused(table: table, column: column.isEmpty ? "id" : String(column), reason: reason)
    }

    /// The failure's table; for a month's partition, `practice_sessions`.
    private static func table(_ failure: PostgresFailure) -> String {
        let name = failure.table ?? "the store"
        return name.hasPrefix("practice_sessions_") ? "practice_sessions" : name
    }
}
