/// A parameter of a sign's form (Stokoe 1960, Battison 1978): two signs that differ in one only are a minimal
/// pair.
public enum SignParameter: String, Sendable, Hashable, CaseIterable {
    case handshape, orientation, location, movement
}
