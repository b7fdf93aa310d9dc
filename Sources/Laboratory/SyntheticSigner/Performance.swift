/// A person's movements through one or more signs, from rest to rest, before projection.
struct Performance: Sendable, Hashable {
    /// The sign itself, from the start of its first posture to the end of its last one, in seconds.
    struct Span: Sendable, Hashable {
        var gloss: String
        var start: Double
        var end: Double
    }

    var dominant: HandTrack
    var other: HandTrack
    var head: HeadTrack
    var spans: [Span]
    /// Seconds from the recording's start to its end.
    var duration: Double
    /// Whether the sign uses the other hand.
    var isTwoHanded: Bool
}
