/// A side of the signer's own body.
public enum Handedness: String, Sendable, Hashable, Codable, CaseIterable {
    case left, right

    /// The other side.
    public var opposite: Handedness { self == .left ? .right : .left }
}

extension Handedness {
    var part: LandmarkPart { self == .left ? .leftHand : .rightHand }
}
