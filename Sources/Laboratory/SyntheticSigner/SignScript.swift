/// A sign as its phonology: postures of the dominant hand, what the other hand does, and the face.
public struct SignScript: Sendable, Hashable {
    /// What the non-dominant hand does.
    public enum OtherHand: Sendable, Hashable {
        /// It stays at rest.
        case resting
        /// It does the same on its own side.
        case symmetric
        /// It does the same on its own side, half a round later.
        case alternating
        /// It holds one posture for the other hand to act on.
        case base(SignKey)
        /// It has postures of its own, in step with the dominant hand's.
        case own([SignKey])
    }

    /// The written name, as "HELLO".
    public var gloss: String
    /// Postures of the dominant hand, at least one.
    public var keys: [SignKey]
    /// What the other hand does.
    public var otherHand: OtherHand
    /// What face and head do.
    public var nonManual: NonManual

    /// A sign.
    public init(
        _ gloss: String, otherHand: OtherHand = .resting, nonManual: NonManual = .neutral, _ keys: [SignKey]
    ) {
        self.gloss = gloss
        self.keys = keys
        self.otherHand = otherHand
        self.nonManual = nonManual
    }

    /// Whether both hands sign.
    public var isTwoHanded: Bool { otherHand != .resting }
}

extension SignScript {
    /// Every sign of the library: HELLO first, in a fixed order, no gloss twice.
    public static let library: [SignScript] = signsAtTheHead + signsBeforeTheBody

    /// The sign of a gloss; `nil` where the library has none. O(signs).
    public static func named(_ gloss: String) -> SignScript? {
        library.first { $0.gloss == gloss }
    }
}
