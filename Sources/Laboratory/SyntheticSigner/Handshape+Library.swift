extension Handshape.ThumbPose {
    /// Beside the index finger, in the palm's plane.
    static let beside = Self(radial: 24, palmar: 8, opposition: 30, knuckle: 8, tip: 6)
    /// Stretched out to the side.
    static let out = Self(radial: 52, palmar: 10, opposition: 30, knuckle: 2, tip: 2)
    /// Across the front of closed fingers.
    static let across = Self(radial: 26, palmar: 46, opposition: 12, knuckle: 48, tip: 38)
    /// Folded over the palm under straight fingers.
    static let folded = Self(radial: 18, palmar: 34, opposition: 8, knuckle: 48, tip: 30)
    /// Facing the fingers, as when holding a ball.
    static let opposed = Self(radial: 36, palmar: 52, opposition: 50, knuckle: 12, tip: 24)
}

extension Handshape {
    /// The hand of somebody who is not signing.
    public static let relaxed = uniform("relaxed", .beside, FingerPose(22, 28, 14))
    /// Flat, fingers together, thumb beside.
    public static let flatB = uniform("flat B", .beside, .extended)
    /// Flat, fingers together, thumb folded over the palm.
    public static let b = uniform("B", .folded, .extended)
    /// Flat fingers bent at the knuckles.
    public static let bentB = uniform("bent B", .beside, FingerPose(72, 8, 6))
    /// All five fanned out.
    public static let five = uniform("5", .out, FingerPose.extended.spread(1))
    /// All five fanned out and hooked.
    public static let claw5 = uniform(
        "claw 5", Handshape.ThumbPose(radial: 46, palmar: 34, opposition: 45, knuckle: 16, tip: 32),
        FingerPose(22, 56, 36, spread: 0.8))
    /// Fist, thumb beside the index finger.
    public static let a = uniform(
        "A", Handshape.ThumbPose(radial: 18, palmar: 22, opposition: 30, knuckle: 6, tip: 4), .curled)
    /// Fist, thumb up away from it.
    public static let openA = uniform("open A", .out, .curled)
    /// Fist, thumb across the fingers.
    public static let s = uniform("S", .across, .curled)
    /// Index finger alone.
    public static let one = fist("1", index: .extended)
    /// Index and middle finger apart.
    public static let v = fist("V", index: .extended.spread(1), middle: .extended.spread(-1.6))
    /// Index and middle finger together.
    public static let u = fist("U", index: .extended.spread(-0.2), middle: .extended)
    /// Thumb, index and middle finger.
    public static let three = fist(
        "3", thumb: .out, index: .extended.spread(1), middle: .extended.spread(-1))
    /// Index, middle and ring finger.
    public static let w = fist(
        "W", thumb: ThumbPose(radial: 22, palmar: 48, opposition: 20, knuckle: 44, tip: 40),
        index: .extended.spread(1), middle: .extended, ring: .extended.spread(1),
        pinky: FingerPose(70, 70, 40))
    /// Thumb and index finger at a right angle.
    public static let l = fist("L", thumb: .out, index: .extended)
    /// Thumb and little finger.
    public static let y = fist("Y", thumb: .out, pinky: .extended.spread(1.2))
    /// Little finger alone.
    public static let i = fist("I", pinky: .extended)
    /// Thumb, index and little finger.
    public static let ily = fist(
        "ILY", thumb: ThumbPose(radial: 28, palmar: 12, opposition: 30, knuckle: 2, tip: 2),
        index: .extended, pinky: .extended.spread(0.6))
    /// Fingertips on the thumb's tip, round.
    public static let o = uniform(
        "O", Handshape.ThumbPose(radial: 10, palmar: 36, opposition: 10, knuckle: 14, tip: 10),
        FingerPose(50, 60, 42))
    /// Fingertips on the thumb's tip, fingers straight.
    public static let flatO = uniform(
        "flat O", Handshape.ThumbPose(radial: 10, palmar: 36, opposition: 0, knuckle: 12, tip: 5),
        FingerPose(72, 34, 16))
    /// Curved as around a cup.
    public static let c = uniform("C", .opposed, FingerPose(24, 46, 30))
    /// Thumb and index finger in a ring, the others fanned.
    public static let f = fist(
        "F", thumb: ThumbPose(radial: 14, palmar: 32, opposition: 40, knuckle: 6, tip: 22),
        index: FingerPose(52, 62, 30), middle: .extended.spread(0.6), ring: .extended.spread(0.9),
        pinky: .extended.spread(1.1))
    /// Index finger hooked.
    public static let x = fist("X", index: FingerPose(8, 92, 46))
    /// Fist with the thumb between index and middle finger.
    public static let t = fist(
        "T", thumb: ThumbPose(radial: 14, palmar: 50, opposition: 20, knuckle: 14, tip: 24),
        index: FingerPose(72, 84, 44))
    /// Middle finger bent forward, the others straight.
    public static let openEight = uniform("open 8", .out, FingerPose.extended.spread(0.8)).with(
        .middle, FingerPose(52, 14, 8))

    /// Every shape of the library, in a fixed order.
    public static let library: [Handshape] = [
        flatB, b, bentB, five, claw5, a, openA, s, one, v, u, three, w, l, y, i, ily, o, flatO, c, f, x, t,
        openEight, relaxed,
    ]

    /// This shape with one long finger changed.
    public func with(_ finger: Finger, _ pose: FingerPose) -> Handshape {
        var changed = self
        changed[finger] = pose
        return changed
    }

    /// This shape with another thumb.
    public func withThumb(_ pose: ThumbPose) -> Handshape {
        var changed = self
        changed.thumb = pose
        return changed
    }

    private static func uniform(_ name: String, _ thumb: ThumbPose, _ pose: FingerPose) -> Handshape {
        Handshape(name, thumb: thumb, index: pose, middle: pose, ring: pose, pinky: pose)
    }

    private static func fist(
        _ name: String, thumb: ThumbPose = .across, index: FingerPose = .curled,
        middle: FingerPose = .curled, ring: FingerPose = .curled, pinky: FingerPose = .curled
    ) -> Handshape {
        Handshape(name, thumb: thumb, index: index, middle: middle, ring: ring, pinky: pinky)
    }
}
