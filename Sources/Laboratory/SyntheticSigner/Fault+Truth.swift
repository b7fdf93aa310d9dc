extension Fault {
    /// The name in files, as "wrong-handshape".
    public var name: String {
        switch self {
        case .wrongHandshape: "wrong-handshape"
        case .curledFinger: "curled-finger"
        case .straightFinger: "straight-finger"
        case .turnedPalm: "turned-palm"
        case .shifted(let way, _):
            if abs(way.y) >= abs(way.x), abs(way.y) >= abs(way.z) {
                way.y < 0 ? "too-low" : "too-high"
            } else if abs(way.x) >= abs(way.z) {
                way.x < 0 ? "too-far-in" : "too-far-out"
            } else {
                way.z < 0 ? "too-near" : "too-far-forward"
            }
        case .scaledMovement(let factor):
            factor == 0
                ? "no-movement" : factor < 0 ? "wrong-direction" : factor < 1 ? "too-small" : "too-large"
        case .tempo(let factor): factor < 1 ? "too-slow" : "too-fast"
        case .unseenHand: "hand-missing"
        case .idleHand: "hand-idle"
        case .unsaidMirror: "mirrored"
        case .standingStill: "standing-still"
        case .noHands: "no-hands"
        case .noise: "noise"
        case .reversed: "reversed"
        }
    }

    /// The wrong phonological parameter, by its name in the feedback; `nil` if the fault is of tempo or of
    /// the whole recording.
    var channel: String? {
        switch self {
        case .wrongHandshape, .curledFinger, .straightFinger: "handshape"
        case .turnedPalm: "orientation"
        case .shifted: "location"
        case .scaledMovement, .reversed: "movement"
        case .tempo, .unseenHand, .idleHand, .unsaidMirror, .standingStill, .noHands, .noise: nil
        }
    }

    /// The hands concerned.
    var role: HandRole? {
        switch self {
        case .wrongHandshape(_, let role), .curledFinger(_, let role), .straightFinger(_, let role),
            .turnedPalm(_, let role), .shifted(_, let role), .unseenHand(let role), .idleHand(let role):
            role
        case .scaledMovement, .standingStill, .noHands, .noise, .reversed: .both
        case .tempo, .unsaidMirror: nil
        }
    }

    /// The fingers concerned; empty for the whole hand.
    var fingers: [Finger] {
        switch self {
        case .curledFinger(let finger, _), .straightFinger(let finger, _): [finger]
        default: []
        }
    }

    /// The size, unit and direction of the fault.
    var measure: (size: Double, unit: String, direction: String)? {
        switch self {
        case .turnedPalm(let degrees, _):
            (abs(degrees), "degrees", degrees < 0 ? "counterclockwise" : "clockwise")
        case .shifted(let way, _):
            (way.length, "shoulder widths", String(name.dropFirst("too-".count)))
        case .scaledMovement(let factor): (factor, "times the movement", name)
        case .tempo(let factor): (factor, "times the tempo", factor < 1 ? "slower" : "faster")
        default: nil
        }
    }
}
