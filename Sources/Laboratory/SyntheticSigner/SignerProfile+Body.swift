extension SignerProfile {
    /// The pivot of the head, in shoulder widths from the shoulders' midpoint.
    static let headPivot = Vector3(0, 0.16, 0)

    /// A named place on this body, in metres on a hand's own side; `nil` for places on the other hand.
    func place(of location: BodyLocation) -> Vector3? {
        guard let place = location.place else { return nil }
        guard location.isOnHead else { return place * shoulderWidth }
        return (Self.headPivot + (place - Self.headPivot) * headSize) * shoulderWidth
    }
}

extension HandModel {
    /// The hand of a person.
    init(_ profile: SignerProfile) {
        self.init(
            palmLength: profile.palm * profile.shoulderWidth, fingerRatio: profile.fingerRatio)
    }
}
