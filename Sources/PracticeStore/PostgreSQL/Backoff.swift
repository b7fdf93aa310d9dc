/// Pauses between attempts: each up to twice as long as the one before, from nothing to the bound by chance, so that
/// many clients of a server that comes back do not come at once ("full jitter").
struct Backoff {
    private var bound: Duration
    private let longest: Duration

    /// Pauses of up to `first`, then up to twice that, up to `longest`.
    init(first: Duration = .milliseconds(50), longest: Duration = .seconds(2)) {
        bound = first
        self.longest = longest
    }

    mutating func next() -> Duration {
        defer { bound = min(bound * 2, longest) }
        return bound * Double.random(in: 0...1)
    }
}
