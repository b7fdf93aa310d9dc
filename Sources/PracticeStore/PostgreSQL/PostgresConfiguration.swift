/// Connections and time limits of a store on PostgreSQL.
public struct PostgresConfiguration: Sendable, Hashable {
    /// Connections at most, opened as they are needed; at least 1. A ``SignMoment`` and a
    /// ``PostgresListener`` have one each of their own beside them.
    public var connections: Int
    /// The longest wait of an operation for a free connection.
    public var poolTimeout: Duration
    /// The longest of one attempt at connecting.
    public var connectTimeout: Duration
    /// The longest wait for a lost server, with growing pauses, before an operation fails.
    public var patience: Duration
    /// As `patience`, for the first connection: zero by default, so that a wrong address is reported at once.
    public var startPatience: Duration
    /// The longest of one statement on the server.
    public var statementTimeout: Duration
    /// The longest wait of a statement for another program's lock.
    public var lockTimeout: Duration
    /// The name by which the server lists the connections.
    public var applicationName: String

    /// For a command or a small service: 4 connections, 10 s of patience, 30 s for a statement.
    public init(
        connections: Int = 4, poolTimeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(5),
        patience: Duration = .seconds(10), startPatience: Duration = .zero,
        statementTimeout: Duration = .seconds(30), lockTimeout: Duration = .seconds(5),
        applicationName: String = "signify"
    ) {
        self.connections = max(connections, 1)
        self.poolTimeout = poolTimeout
        self.connectTimeout = connectTimeout
        self.patience = patience
        self.startPatience = startPatience
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.applicationName = applicationName
    }
}

extension Duration {
    /// At most a day: within the range of a clock and a server, and longer than anybody waits.
    var bounded: Duration { Swift.min(self, .seconds(86_400)) }
}
