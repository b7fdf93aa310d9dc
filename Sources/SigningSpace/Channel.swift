/// The phonological parameters of a sign, as the engine measures and reports them.
public enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
    case handshape, orientation, location, movement
    case nonManual = "non_manual"
}
