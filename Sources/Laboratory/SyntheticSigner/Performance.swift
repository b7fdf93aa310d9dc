/// A person's way through one or more signs, from rest to rest, before any camera looks.
struct Performance: Sendable, Hashable {
    /// The sign itself: from the first posture's start to the last one's end, in seconds.
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
