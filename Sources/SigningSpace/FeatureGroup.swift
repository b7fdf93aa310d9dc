/// Features that are measured together, and seen or missing together: the columns of ``SignFeatures``.
public enum FeatureGroup: Int, Sendable, Hashable, CaseIterable {
    case dominantHandshape, otherHandshape
    case dominantOrientation, otherOrientation
    case dominantHandView, otherHandView
    case dominantLocation, otherLocation
    case dominantFaceLocation, otherFaceLocation
    case dominantMovement, otherMovement
    case head, face

    /// Features in the group.
    ///
    /// - handshape: 15 joint bends and 4 finger spreads as cosines (1 is straight), 6 distances of the
    ///   thumb's tip in palm lengths.
    /// - orientation: the unit vectors out of the palm and along it, in signing space.
    /// - hand view: the hand in the image, without its unreliable depth: x and y of the 20 bones' unit
    ///   vectors, then x and y of the 21 landmarks from the palm's centre in shoulder widths. It turns with
    ///   the palm and counts as palm orientation.
    /// - location: the palm's centre in shoulder widths, x and y, from the shoulders' midpoint. Face location
    ///   is from the nose, or from its usual place in frames that do not show it. z is left out because the
    ///   pose's z is unreliable.
    /// - movement: the palm centre's velocity in shoulder widths per second, x and y.
    /// - head: the nose from the ears' midpoint (x, y: turning and nodding) and the ears' slope (tilting), in
    ///   shoulder widths, as changes from the clip's median.
    /// - face: mouth opening and width, brow height left and right, eye opening, in eye distances, as changes
    ///   from the clip's median.
    public var width: Int {
        switch self {
        case .dominantHandshape, .otherHandshape: 25
        case .dominantOrientation, .otherOrientation: 6
        case .dominantHandView, .otherHandView: 82
        case .dominantLocation, .otherLocation, .dominantFaceLocation, .otherFaceLocation: 2
        case .dominantMovement, .otherMovement: 2
        case .head: 3
        case .face: 5
        }
    }
}
