import Signify

/// How a worker works.
public struct WorkerConfiguration: Sendable, Hashable {
    /// Attempts scored at once; at least 1.
    public var threads: Int
    /// Attempts that a thread claims at once; at least 1. The lease has to last for all of them.
    public var batch: Int
    /// How long a claimed attempt is this worker's. One whose worker was killed comes back after it.
    public var lease: Duration
    /// How often an attempt is begun before it is moved aside.
    public var tries: Int
    /// The pause before an attempt's second try; doubled for each further one, up to ``longestPause``.
    public var pause: Duration
    /// The longest pause between two tries of an attempt, and between two looks into the queue without a notification.
    public var longestPause: Duration
    /// How often the references are looked at for changes.
    public var refresh: Duration
    /// Whether the worker ends when the queue has nothing more to claim.
    public var endsWhenEmpty: Bool

    /// What suits a worker: 8 attempts a claim, 5 minutes' lease, 5 tries.
    public init(
        threads: Int, batch: Int = 8, lease: Duration = .seconds(300), tries: Int = 5,
        pause: Duration = .seconds(5), longestPause: Duration = .seconds(300),
        refresh: Duration = .seconds(30), endsWhenEmpty: Bool = false
    ) {
        self.threads = max(threads, 1)
        self.batch = max(batch, 1)
        self.lease = lease
        self.tries = max(tries, 1)
        self.pause = pause
        self.longestPause = longestPause
        self.refresh = refresh
        self.endsWhenEmpty = endsWhenEmpty
    }

    /// The pause after a number of tries that failed.
    func pause(after tries: Int) -> Duration {
        min(pause * (1 << min(max(tries - 1, 0), 20)), longestPause)
    }
}
