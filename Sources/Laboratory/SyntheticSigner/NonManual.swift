/// The face and head movements of a sign.
public struct NonManual: Sendable, Hashable {
    /// A head movement to and fro.
    public struct Swing: Sendable, Hashable {
        /// The amplitude, in degrees.
        public var degrees: Double
        /// The number of swings within the sign.
        public var cycles: Double

        public init(degrees: Double, cycles: Double) {
            self.degrees = degrees
            self.cycles = cycles
        }

        /// No movement.
        public static let none = Swing(degrees: 0, cycles: 0)
    }

    /// 0 closed, 1 wide open.
    public var mouthOpening: Double
    /// −1 pursed, 0 at rest, 1 a broad smile.
    public var smile: Double
    /// −1 furrowed, 0 at rest, 1 raised.
    public var browRaise: Double
    /// A nod.
    public var nod: Swing
    /// A shake of the head.
    public var shake: Swing
    /// Degrees towards the dominant side.
    public var tilt: Double

    public init(
        mouthOpening: Double = 0, smile: Double = 0, browRaise: Double = 0, nod: Swing = .none,
        shake: Swing = .none, tilt: Double = 0
    ) {
        self.mouthOpening = mouthOpening
        self.smile = smile
        self.browRaise = browRaise
        self.nod = nod
        self.shake = shake
        self.tilt = tilt
    }

    /// A face at rest.
    public static let neutral = NonManual()
}
