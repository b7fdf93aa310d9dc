import SigningSpace

/// The measures of one hand's form, each in a visible unit.
package enum FormMeasure: String, Sendable, Hashable, Codable, CaseIterable {
    /// The place of the hand, in shoulder widths.
    case place
    /// The turn of the hand in the picture: degrees between the directions to the fingers' knuckles.
    case pointing
    /// The turn of the palm about the hand's axis, in degrees.
    case palm
    /// The difference in reach of one long finger: the distance from wrist to tip divided by that from wrist
    /// to knuckle.
    case finger
    /// The difference in reach over the four long fingers, as the root of the summed squares.
    case fingers
    /// The difference in the thumb's reach: the distance from the little finger's knuckle to the thumb's tip,
    /// in palm lengths.
    case thumb
    /// The natural logarithm of the factor by which the hand's movement is too small.
    case smallness
    /// The natural logarithm of the factor by which it is too large; movement from and to rest adds size.
    case largeness
    /// The natural logarithm of the factor by which the hand turns too little in the picture.
    case turning
    /// The number of missing swings to and fro, between turning points.
    case repetition
    /// 1 − the correlation of the two paths of the hand: 0 the same, 1 unrelated, 2 opposite.
    case path

    /// The phonological parameter of the measure.
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
    package let measure: FormMeasure

    package init(_ role: HandRole, _ measure: FormMeasure) { (self.role, self.measure) = (role, measure) }

    package static let all = HandRole.allCases.flatMap { role in
        FormMeasure.allCases.map { HandMeasure(role, $0) }
    }

    /// The key of the measure in a calibration, as "dominant.place".
    package var name: String { "\(role == .dominant ? "dominant" : "other").\(measure.rawValue)" }
}
