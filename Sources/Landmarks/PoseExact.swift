/// The trailing component `SIGNIFY_EXACT`, which stores the data of a clip that `.pose` cannot express.
///
/// A `.pose` file holds pixels, a float32 frame rate and a confidence. A clip holds fractions, exact
/// timestamps, flags and facts that may be unstated. The component holds the difference; readers that do not
/// support it skip it, as ours skips unknown components.
///
/// Its point names are the facts (`width=640`, `mirrored=unstated`, …), then `codes` for every further point.
/// Its coordinates are floats with integer values below 2^24, exact in float32, and its confidences are 1.
/// Each frame holds, in order:
/// - 3 floats: the bit pattern of the timestamp, 22 + 21 + 21 bits from the top; 0 where none is stated;
/// - a float for every 4 landmarks, in the layout's order, 6 bits each, the first in the lowest bits;
/// - zeros up to the last point.
///
/// A landmark's 6 bits, from the lowest: 2 for x and 2 for y, the step from the quotient pixel / size to the
/// coordinate; 2 for the visibility (``Visibility``).
///
/// **One step always suffices.** Let x be a coordinate and w the image's width, 1 to 65,535. The writer stores
/// p = fl(x·w) and a reader takes q = fl(p / w), where fl rounds to nearest in float32. (Rounding through double
/// gives the same bits, because its 53 digits are more than 2·24 + 1.) Let u = 2^-24.
/// - If p is normal, p = x·w·(1 + d) with |d| ≤ u/(1 + u), so |p/w − x| < u·|x|. Where 2^e ≤ |x| < 2^(e+1), the
///   floats above x are 2^(e−23) apart and those below at least 2^(e−24). u·|x| is less than the first and, for
///   |x| = 2^e, no more than the second. So p/w lies strictly between x's neighbours, or on the lower one, and q
///   is x or a neighbour.
/// - If p is subnormal, x is too (w ≥ 1), floats are 2^-149 apart, |p/w − x| ≤ 2^-150/w, and q = x.
/// - If only x is subnormal, p/w is nearer to x than half of 2^-149, and q = x.
///
/// Zero keeps its sign through both operations. |x| ≤ 10^5 cannot overflow. The writer still checks every step
/// that it stores.
enum PoseExact {
    /// The visibility and flags of a landmark, given its confidence. A confidence of 0 means a missing
    /// landmark to every reader, so a visibility of 0 needs a code of its own.
    enum Visibility {
        /// Not stated; the confidence is 1, or 0 for a missing landmark.
        static let notStated: UInt32 = 0
        /// Stated with the same bits as the confidence; for a missing landmark both are 0.
        static let isConfidence: UInt32 = 1
        /// Stated as 0; the confidence is 1.
        static let zero: UInt32 = 2
        /// Stated as -0; the confidence is 1.
        static let minusZero: UInt32 = 3
    }

    static let componentName: StaticString = "SIGNIFY_EXACT"
    static let format = "XYZC"
    /// The name of every point that carries no fact.
    static let filler = "codes"
    /// Floats before the codes: the timestamp.
    static let timestampFloats = 3
    static let landmarksPerFloat = 4

    /// The facts as point names, in a fixed order. Numbers are in Swift's shortest form that reads back exactly.
    static func factNames(_ facts: SourceFacts, timestampsStated: Bool) -> [String] {
        [
            "exact=1",
            "fps=\(facts.fps.map(String.init(describing:)) ?? unstated)",
            "width=\(facts.width.map(String.init) ?? unstated)",
            "height=\(facts.height.map(String.init) ?? unstated)",
            "mirrored=\(facts.mirrored.map(String.init(describing:)) ?? unstated)",
            "dominant_hand=\(facts.dominantHand?.rawValue ?? unstated)",
            "timestamps=\(timestampsStated ? "stated" : unstated)",
        ]
    }

    static let unstated = "unstated"

    /// The points of the component for `landmarkCount` landmarks: room for the facts and for the codes.
    static func pointCount(landmarkCount: Int) -> Int {
        let floats = timestampFloats + (landmarkCount + landmarksPerFloat - 1) / landmarksPerFloat
        return max(factNames(SourceFacts(), timestampsStated: false).count, (floats + 2) / 3)
    }

    /// A timestamp as three integers below 2^24.
    static func split(_ time: Double) -> (Float, Float, Float) {
        let bits = time.bitPattern
        return (Float(bits >> 42), Float(bits >> 21 & 0x1F_FFFF), Float(bits & 0x1F_FFFF))
    }

    /// The timestamp of three integers from ``split(_:)``; `nil` where they are too large for it.
    static func join(_ high: UInt32, _ middle: UInt32, _ low: UInt32) -> Double? {
        guard high < 1 << 22, middle < 1 << 21, low < 1 << 21 else { return nil }
        return Double(bitPattern: UInt64(high) << 42 | UInt64(middle) << 21 | UInt64(low))
    }

    /// The float at `step` from `quotient`: 0 is the same, 1 is the next away from zero, 2 the next towards
    /// zero; `nil` for any other step.
    @inline(__always)
    static func value(_ step: UInt32, from quotient: Float) -> Float? {
        switch step {
        case 0: quotient
        case 1: Float(bitPattern: quotient.bitPattern &+ 1)
        case 2: Float(bitPattern: quotient.bitPattern &- 1)
        default: nil
        }
    }

    /// The frame rate in the file's header, for playback at the right speed in other tools: the stated rate,
    /// else the mean rate of the timestamps, else the assumed one.
    static func headerRate(_ facts: SourceFacts, timestamps: [Double]?) -> Float {
        var rate = facts.fps
        if rate == nil, let timestamps, let first = timestamps.first, let last = timestamps.last, last > first
        {
            rate = Double(timestamps.count - 1) / (last - first)
        }
        let single = Float(rate ?? LandmarkClip.assumedFPS)
        return single > 0 && single <= PoseReader.largestRate ? single : Float(LandmarkClip.assumedFPS)
    }
}
