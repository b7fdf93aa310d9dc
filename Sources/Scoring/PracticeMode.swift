/// The mode of a practice attempt (`practice_sessions.mode`).
public enum PracticeMode: String, Sendable, Hashable, Codable, CaseIterable {
    /// One sign.
    case word
    /// A sequence of signs.
    case sentence
    /// Any signs of the library, spotted in a long stream.
    case freestyle
}
