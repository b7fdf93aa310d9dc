/// The state of the scoring queue at one moment.
public struct QueueFigures: Sendable, Hashable {
    /// Attempts that a worker may claim now.
    public let ready: Int
    /// Attempts that are being scored or wait for another try.
    public let delayed: Int
    /// Attempts that were moved aside.
    public let poisoned: Int
    /// The age in the queue of the oldest that is not moved aside; `nil` when there is none.
    public let oldestWaiting: Duration?
}
