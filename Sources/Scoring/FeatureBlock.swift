import SigningSpace

/// The features of one channel of one hand, or of the head. They are projected together by a ``SignMetric``
/// and are seen or missing together.
struct FeatureBlock: Sendable, Hashable {
    let channel: Channel
    /// The hand; `nil` for head and face.
    let role: HandRole?
    /// The measured feature groups, concatenated before projection.
    let groups: [FeatureGroup]

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

    /// A block of the head or face. No metric was learned for it, since few takes show faces.
    init(nonManual group: FeatureGroup) {
        channel = .nonManual
        role = nil
        groups = [group]
    }

    /// The number of features before projection.
    var inputs: Int { groups.reduce(0) { $0 + $1.width } }
}
