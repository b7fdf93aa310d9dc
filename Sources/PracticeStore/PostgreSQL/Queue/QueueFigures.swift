/// The state of the scoring queue at one moment.
public struct QueueFigures: Sendable, Hashable {
    /// Attempts that a worker may claim now.
    public let ready: Int
    /// Attempts that are being scored or wait for another try.
    public let delayed: Int
    /// Attempts that were moved aside.
    public let poisoned: Int
    /// How long the oldest that is ready has been in the queue; `nil` when none is.
    public let oldestReady: Duration?
    /// How long the oldest that is not moved aside has been in the queue; `nil` when there is none.
    public let oldestWaiting: Duration?
}
