import SigningSpace

/// What one hand, or the head, shows of one channel: the features that are compared together, and seen or missing
/// together, once they are projected by a ``SignMetric``.
struct FeatureBlock: Sendable, Hashable {
    /// The phonological parameter.
    let channel: Channel
    /// The hand; `nil` for head and face.
    let role: HandRole?
    /// The measured groups whose features, one after the other, are projected.
    let groups: [FeatureGroup]

    /// The block of a channel for one hand.
    init(_ channel: Channel, of role: HandRole) {
        self.channel = channel
        self.role = role
        let isDominant = role == .dominant
        groups =
            switch channel {
            case .handshape: [isDominant ? .dominantHandshape : .otherHandshape]
            case .orientation:
                isDominant ? [.dominantOrientation, .dominantHandView] : [.otherOrientation, .otherHandView]
            case .location:
                isDominant
                    ? [.dominantLocation, .dominantFaceLocation] : [.otherLocation, .otherFaceLocation]
            case .movement: [isDominant ? .dominantMovement : .otherMovement]
            case .nonManual: []
            }
    }

    /// A block of the head or face, which no metric was learned for: few takes show them.
    init(nonManual group: FeatureGroup) {
        channel = .nonManual
        role = nil
        groups = [group]
    }

    /// Features before projection.
    var inputs: Int { groups.reduce(0) { $0 + $1.width } }
}
