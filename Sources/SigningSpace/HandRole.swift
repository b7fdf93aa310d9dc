/// The role of a hand in a sign, on either side of the body.
///
/// Signing space is laid out for a right-handed signer. A left-handed signer is reflected into it, so that
/// the dominant hand of every clip is on the same side.
public enum HandRole: Int, Sendable, Hashable, CaseIterable {
    case dominant, other
}
