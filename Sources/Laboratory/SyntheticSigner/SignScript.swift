/// The phonology of a sign: postures of the dominant hand, the other hand, and the face.
public struct SignScript: Sendable, Hashable {
    /// The part of the non-dominant hand.
    public enum OtherHand: Sendable, Hashable {
        /// It stays at rest.
        case resting
        /// It mirrors the dominant hand on its own side.
        case symmetric
        /// It mirrors the dominant hand, half a cycle later.
        case alternating
        /// It holds one posture as the base of the dominant hand.
        case base(SignKey)
        /// It has its own postures, in step with the dominant hand's.
        case own([SignKey])
    }

    /// The gloss, as "HELLO".
    public var gloss: String
    /// Postures of the dominant hand, at least one.
    public var keys: [SignKey]
    public var otherHand: OtherHand
    public var nonManual: NonManual

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
