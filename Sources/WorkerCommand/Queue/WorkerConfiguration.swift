import Signify

/// The configuration of a worker.
public struct WorkerConfiguration: Sendable, Hashable {
    /// Attempts scored concurrently; at least 1.
    public var threads: Int
    /// Attempts per claim of a thread; at least 1. Those that half of the lease leaves no time for are given back.
    public var batch: Int
    /// So many share what a statement costs the server: 1.4 times the attempts of two seconds that 8 let a second score.
    public static let usualBatch = 32
    /// Bytes of recordings that a thread reads at once; at least one recording, whatever its length.
    public var batchBytes: Int
    /// The time for which a claim holds. The attempts of a killed worker return to the queue after it.
    public var lease: Duration
    /// Tries per attempt before it is moved aside.
    public var tries: Int
    /// The pause before the second try, doubled for each further try up to ``longestPause``.
    public var pause: Duration
    /// The longest pause between two tries of an attempt, and between two claims without a notification.
    public var longestPause: Duration
    /// The interval between checks for changed reference signs.
    public var refresh: Duration
    public var endsWhenEmpty: Bool

    public init(
        threads: Int, batch: Int = WorkerConfiguration.usualBatch, batchBytes: Int = 8 << 20,
        lease: Duration = .seconds(300), tries: Int = 5,
        pause: Duration = .seconds(5), longestPause: Duration = .seconds(300),
        refresh: Duration = .seconds(5), endsWhenEmpty: Bool = false
    ) {
        self.threads = max(threads, 1)
        self.batch = max(batch, 1)
        self.batchBytes = batchBytes
        self.lease = lease
        self.tries = max(tries, 1)
        self.pause = pause
        self.longestPause = longestPause
        self.refresh = refresh
        self.endsWhenEmpty = endsWhenEmpty
    }

    /// The pause after `tries` failed tries.
    func pause(after tries: Int) -> Duration {
        min(pause * (1 << min(max(tries - 1, 0), 20)), longestPause)
    }
}
