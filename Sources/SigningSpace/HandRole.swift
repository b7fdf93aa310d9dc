/// What a hand does in a sign, whichever side of the body it is on.
///
/// Signing space is laid out as for a right-handed signer: a left-handed one is reflected into it, so that
/// the dominant hand of every clip stands on the same side.
public enum HandRole: Int, Sendable, Hashable, CaseIterable {
    case dominant, other
}
