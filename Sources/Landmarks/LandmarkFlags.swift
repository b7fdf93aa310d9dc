/// What a frame says of one landmark: the presence mask of a ``LandmarkClip``.
public struct LandmarkFlags: OptionSet, Sendable, Hashable {
    /// The flags as bits.
    public let rawValue: UInt8

    /// Flags from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The landmark was detected; without this flag its four values are 0 and mean nothing.
    public static let present = LandmarkFlags(rawValue: 1)
    /// The producer stated a visibility; without this flag the stored visibility is 0 and means nothing.
    /// Never use the visibility of a hand as confidence: browsers write 0 there.
    public static let hasVisibility = LandmarkFlags(rawValue: 2)
}
