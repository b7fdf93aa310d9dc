/// A configuration of the five fingers, as joint angles in degrees.
public struct Handshape: Sendable, Hashable {
    /// The angles of one of the four long fingers.
    public struct FingerPose: Sendable, Hashable {
        /// Flexion of the knuckle (MCP) towards the palm; 0 is straight.
        public var knuckle: Double
        /// Flexion of the middle joint (PIP).
        public var middle: Double
        /// Flexion of the last joint (DIP).
        public var tip: Double
        /// Abduction: 0 lies beside its neighbours, 1 is fanned out, below 0 crosses.
        public var spread: Double

        /// Angles in degrees, `spread` as a share.
        public init(_ knuckle: Double, _ middle: Double, _ tip: Double, spread: Double = 0) {
            self.knuckle = knuckle
            self.middle = middle
            self.tip = tip
            self.spread = spread
        }

        /// Straight, as a relaxed person holds it.
        public static let extended = FingerPose(4, 6, 4)
        /// Closed into the palm.
        public static let curled = FingerPose(82, 98, 62)
        /// This pose fanned out.
        public func spread(_ share: Double) -> FingerPose {
            FingerPose(knuckle, middle, tip, spread: share)
        }
    }

    /// The angles of the thumb.
    public struct ThumbPose: Sendable, Hashable {
        /// The metacarpal's angle away from the fingers in the palm's plane.
        public var radial: Double
        /// The metacarpal's angle out of the palm's plane, to the side the palm faces.
        public var palmar: Double
        /// The way the outer joints bend: 0 across the palm, 90 towards the side the palm faces.
        public var opposition: Double
        /// Flexion of the knuckle (MCP).
        public var knuckle: Double
        /// Flexion of the last joint (IP).
        public var tip: Double

        /// Angles in degrees.
        public init(radial: Double, palmar: Double, opposition: Double, knuckle: Double, tip: Double) {
            self.radial = radial
            self.palmar = palmar
            self.opposition = opposition
            self.knuckle = knuckle
            self.tip = tip
        }
    }

    /// The usual name, as "flat B".
    public var name: String
    public var thumb: ThumbPose
    public var index: FingerPose
    public var middle: FingerPose
    public var ring: FingerPose
    /// The little finger.
    public var pinky: FingerPose

    /// A handshape of the given fingers.
    public init(
        _ name: String, thumb: ThumbPose, index: FingerPose, middle: FingerPose, ring: FingerPose,
        pinky: FingerPose
    ) {
        self.name = name
        self.thumb = thumb
        self.index = index
        self.middle = middle
        self.ring = ring
        self.pinky = pinky
    }

    /// The pose of a long finger.
    ///
    /// - Precondition: `finger` is not the thumb.
    public subscript(finger: Finger) -> FingerPose {
        get {
            switch finger {
            case .thumb: preconditionFailure("the thumb has its own angles")
            case .index: index
            case .middle: middle
            case .ring: ring
            case .pinky: pinky
            }
        }
        set {
            switch finger {
            case .thumb: preconditionFailure("the thumb has its own angles")
            case .index: index = newValue
            case .middle: middle = newValue
            case .ring: ring = newValue
            case .pinky: pinky = newValue
            }
        }
    }
}
