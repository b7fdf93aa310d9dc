/// How a store on PostgreSQL uses its server.
public struct PostgresConfiguration: Sendable, Hashable {
    /// Connections at most, opened as they are needed; at least 1. ``PracticeDatabase/forEachSign(_:)`` and a
    /// ``PostgresListener`` have one each of their own beside them.
    public var connections: Int
    /// How long an operation waits for one of them to be free.
    public var poolTimeout: Duration
    /// How long one attempt at connecting may take.
    public var connectTimeout: Duration
    /// How long a lost server is waited for, with growing pauses, before an operation fails.
    public var patience: Duration
    /// The same for the first connection: none unless told, so that a wrong address is known at once.
    public var startPatience: Duration
    /// The longest that the server may work on one statement.
    public var statementTimeout: Duration
    /// The longest that a statement waits for another program's lock.
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
    /// The duration, at most a day: what a clock and a server can count with, and longer than anybody waits.
    var bounded: Duration { Swift.min(self, .seconds(86_400)) }
}
