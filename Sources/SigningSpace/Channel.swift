/// The phonological parameters of a sign that the engine measures and reports.
public enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
    case handshape, orientation, location, movement
    case nonManual = "non_manual"
}
