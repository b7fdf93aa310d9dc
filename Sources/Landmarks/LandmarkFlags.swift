/// The state of one landmark in one frame: an element of the presence mask of a ``LandmarkClip``.
public struct LandmarkFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The landmark was detected; without this flag its four values are 0 and have no meaning.
    public static let present = LandmarkFlags(rawValue: 1)
    /// The producer stated a visibility; without this flag the stored visibility is 0 and has no meaning.
    /// Never use the visibility of a hand as confidence: browsers write 0 there.
    public static let hasVisibility = LandmarkFlags(rawValue: 2)
}
