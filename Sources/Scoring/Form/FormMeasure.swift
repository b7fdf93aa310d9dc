import SigningSpace

/// What the form of one hand is measured by, each in a unit that can be seen.
package enum FormMeasure: String, Sendable, Hashable, Codable, CaseIterable {
    /// Where the hand is, in shoulder widths.
    case place
    /// How far the hand is turned in the picture, in degrees between where its fingers' knuckles point.
    case pointing
    /// How far the palm is turned about the hand's own axis, in degrees.
    case palm
    /// By how much the reach of one long finger differs: from the wrist to its tip, over from the wrist to its knuckle.
    case finger
    /// The same over the four long fingers, as the root of the summed squares.
    case fingers
    /// By how much the thumb's reach differs: from the little finger's knuckle to its tip, in palm lengths.
    case thumb
    /// How many times too small the movement of the hand is, as a natural logarithm.
    case smallness
    /// How many times too large it is, as a natural logarithm: hands on their way look large.
    case largeness
    /// How many times less the hand turns in the picture as it moves, as a natural logarithm.
    case turning
    /// How many runs to and fro, between turning points, are missing.
    case repetition
    /// How far the way of the hand follows another: 0 the same, 1 unrelated, 2 the opposite (1 − the correlation of both ways).
    case path

    /// The phonological parameter that it belongs to.
    package var channel: Channel {
        switch self {
        case .place: .location
        case .pointing, .palm: .orientation
        case .finger, .fingers, .thumb: .handshape
        case .smallness, .largeness, .turning, .repetition, .path: .movement
        }
    }
}

/// One measure of one hand.
package struct HandMeasure: Sendable, Hashable {
    package let role: HandRole
    /// What is measured of it.
    package let measure: FormMeasure

    package init(_ role: HandRole, _ measure: FormMeasure) { (self.role, self.measure) = (role, measure) }

    /// Every measure of both hands.
    package static let all = HandRole.allCases.flatMap { role in
        FormMeasure.allCases.map { HandMeasure(role, $0) }
    }

    /// As "dominant.place": the key under which a calibration keeps it.
    package var name: String { "\(role == .dominant ? "dominant" : "other").\(measure.rawValue)" }
}
