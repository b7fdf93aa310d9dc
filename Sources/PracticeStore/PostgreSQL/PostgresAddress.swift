import CPlatform
import Foundation

/// The URL of a PostgreSQL database and its user, as `postgresql://ada@db.example.org/practice`.
///
/// libpq fills in the parts that the URL leaves open, from its environment variables, as `PGPASSWORD` and
/// `PGSERVICE`, and from `~/.pgpass`. The URL may hold a password, so no description of this value, nor a dump of it,
/// shows more than ``place``.
public struct PostgresAddress: Sendable, Hashable {
    /// User, hosts, ports and database, and no password: for errors and people.
    public let place: String
    /// libpq's keywords and their values, as the URL has them.
    let parameters: [String: String]
    /// Whether the address is a pooler's in transaction mode, by its parameter `pgbouncer`; `nil` where it does not say.
    let isPooler: Bool?

    /// The number of servers.
    var hostCount: Int {
        (parameters["host"] ?? parameters["hostaddr"] ?? "").split(separator: ",").count
    }

    /// Reads `url`, which begins with `postgresql://` or `postgres://` in lower or upper case, by libpq's own parser.
    ///
    /// `pgbouncer=true`, as Supabase and Prisma write it, says that the address is a pooler's in transaction mode, which
    /// is otherwise found out when connecting; `pgbouncer=false` that it is not.
    ///
    /// Loads libpq, so that an address can be used, and connects nothing. Throws
    /// ``StoreError/cannotOpen(path:reason:remedy:)`` for another text, without repeating it, and where there is no
    /// libpq.
    public init(url: String) throws(StoreError) {
        guard let colon = url.firstIndex(of: ":"),
            PostgresAddress.schemes.contains(url[..<colon].lowercased()),
            url[colon...].hasPrefix("://"), !url.utf8.contains(0)
        else { throw PostgresAddress.malformed("it does not begin with postgresql://") }
        try PostgresAddress.checkSplit(url[colon...].dropFirst(3))
        if let failure = clibpq_failure() {
            throw .cannotOpen(
                path: "postgresql://…", reason: "libpq cannot be loaded: \(String(cString: failure))",
                remedy: "install version 5 of it, which Debian calls libpq5")
        }
        let (rest, declared) = try PostgresAddress.withoutOthersParameters(url[colon...].dropFirst(3))
        isPooler = declared
        let spelled = url[..<colon].lowercased() + "://" + rest
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(spelled, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard var option = options else {
            throw PostgresAddress.malformed(
                message.map { PostgresAddress.harmless(String(cString: $0)) } ?? "no memory")
        }
        var parameters: [String: String] = [:]
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                parameters[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        let ports = (parameters["port"] ?? "").split(separator: ",")
        guard ports.allSatisfy({ UInt16($0) != nil }) else {
            throw PostgresAddress.malformed("a port is a number")
        }
        // A host may begin with one: the abstract socket of Linux.
        guard !(parameters["host"] ?? "").dropFirst().contains("@") else {
            throw PostgresAddress.malformed("there is an @ more than the one before the host")
        }
        self.parameters = parameters
        place = PostgresAddress.place(parameters)
    }

    /// The address without `pgbouncer`, and its value. Names other clients' parameters, which libpq would refuse without
    /// saying so here, since a part of a misspelled password may stand in the place of a name.
    private static func withoutOthersParameters(
        _ address: Substring
    ) throws(StoreError) -> (address: String, isPooler: Bool?) {
        // After the user, whose password may have such a mark.
        let user = address.firstIndex { "@/".contains($0) }.flatMap { address[$0] == "@" ? $0 : nil }
        guard let mark = address[(user ?? address.startIndex)...].firstIndex(of: "?") else {
            return (String(address), nil)
        }
        var isPooler: Bool?
        var kept: [Substring] = []
        for parameter in address[address.index(after: mark)...].split(separator: "&") {
            let name = String(parameter.prefix { $0 != "=" })
            switch (name, parameter.dropFirst(name.count + 1).lowercased()) {
            case ("pgbouncer", "true"), ("pgbouncer", "1"): isPooler = true
            case ("pgbouncer", "false"), ("pgbouncer", "0"): isPooler = false
            case ("pgbouncer", _): throw malformed("pgbouncer is true or false")
            case _ where others.contains(name):
                throw malformed("\(name) is a parameter of another client; leave it out")
            default: kept.append(parameter)
            }
        }
        let query = kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
        return (address[..<mark] + query, isPooler)
    }

    /// Parameters of Prisma, SQLAlchemy, asyncpg, JDBC and node-postgres that documents put behind such addresses.
    private static let others: Set<String> = [
        "connection_limit", "pool_timeout", "pool_mode", "pool_size", "schema", "statement_cache_size",
        "prepared_statement_cache_size", "prepareThreshold", "preparedStatementCacheQueries",
        "socket_timeout",
        "sslaccept", "sslidentity", "ssl", "supa", "workaround", "uselibpqcompat", "currentSchema",
        "max_connections",
    ]

    /// Refuses an address that libpq would take apart in another place than was meant, since a part of the password
    /// would then be shown as the host's or the database's name.
    private static func checkSplit(_ address: Substring) throws(StoreError) {
        let parts = address.prefix { $0 != "?" }.split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].count(where: { $0 == "@" }) <= 1, parts.count < 2 || !parts[1].contains("@") else {
            throw malformed("there is an @ more than the one before the host")
        }
    }

    /// Whether a value of `--db` with this scheme is such a URL.
    static func isScheme(_ text: some StringProtocol) -> Bool { schemes.contains(text.lowercased()) }

    private static let schemes: Set<String> = ["postgresql", "postgres"]

    /// libpq's message up to its first quotation, which may be of the password.
    private static func harmless(_ message: String) -> String {
        let words = message.prefix { $0 != "\"" && $0 != "\n" }.split(separator: " ").joined(separator: " ")
        return words.hasSuffix(":") ? String(words.dropLast()) : words
    }

    private static func malformed(_ reason: String) -> StoreError {
        .cannotOpen(
            path: "postgresql://…", reason: "the address is malformed: \(reason)",
            remedy:
                "write it as postgresql://user@host:5432/database, and /, : and @ within a part as %2F, %3A and %40"
        )
    }

    private static func place(_ parameters: [String: String]) -> String {
        func part(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: shown) ?? "…"
        }
        let hosts = (parameters["host"] ?? parameters["hostaddr"] ?? "").split(
            separator: ",", omittingEmptySubsequences: false)
        let ports = (parameters["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let places = hosts.enumerated().map { number, host in
            let port = ports.count > number ? ports[number] : ports.count == 1 ? ports[0] : ""
            // The colons of an IPv6 address are kept apart from the port's.
            let name = host.contains(":") ? "[\(host)]" : part(String(host))
            return port.isEmpty ? name : "\(name):\(part(String(port)))"
        }
        return "postgresql://" + (parameters["user"].map { part($0) + "@" } ?? "")
            + places.joined(separator: ",") + (parameters["dbname"].map { "/" + part($0) } ?? "")
    }

    private static let shown = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
}

extension PostgresAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { place }

    public var debugDescription: String { place }

    /// The place alone: a dump must not show the password either.
    public var customMirror: Mirror { Mirror(self, children: ["place": place], displayStyle: .struct) }
}
