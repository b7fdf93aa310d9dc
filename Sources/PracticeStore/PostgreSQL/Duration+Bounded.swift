extension Duration {
    /// The duration, at most a day: what a clock and a server can count with, and longer than anybody waits.
    var bounded: Duration { Swift.min(self, .seconds(86_400)) }
}
