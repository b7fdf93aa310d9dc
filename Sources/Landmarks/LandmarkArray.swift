/// Landmarks in memory of another owner, in numpy's layout: float32 at any strides.
///
/// The shape is `[frames][landmarks][3 or 4]` in the order of ``LandmarkLayout``, or `[frames][1662, 1692,
/// 258, 1629, 225, 126, …]` with flattened frames as in ``NumpyReader``. A landmark with NaN for x or y is
/// missing, one with NaN for z has no depth, and a part that is all zeros in a frame was not detected.
///
/// Sizes are checked. The caller guarantees that the memory exists and stays valid until the array was read.
public struct LandmarkArray {
    /// The most landmarks over all frames: a clip of 2 GiB.
    public static let largest = 1 << 27

    let layout: LandmarkLayout
    /// The positions of the parts in a flattened frame; `nil` for other frames.
    let flat: FlatFrame?
    var isFlat: Bool { flat != nil }
    /// Whether each landmark has a visibility; in flattened frames only the pose has one.
    let hasVisibility: Bool
    let frameCount: Int
    let timestamps: [Double]?
    private let base: UnsafeRawPointer
    private let frameStride: Int
    private let landmarkStride: Int
    private let componentStride: Int

    /// The distances between numbers, in bytes.
    public struct Strides: Sendable, Hashable {
        var frame: Int
        var landmark: Int
        var component: Int

        public init(frame: Int, landmark: Int, component: Int) {
            (self.frame, self.landmark, self.component) = (frame, landmark, component)
        }
    }

    /// An array at `base`, at any address, of `shape` `(frames, landmarks, components)`; flattened frames
    /// have 1 component. Without strides the numbers are packed. Without `parts` the number of landmarks
    /// determines them.
    ///
    /// Throws for any other shape, and for timestamps that are not finite or decrease.
    public init(
        at base: UnsafeRawPointer, shape: (frames: Int, landmarks: Int, components: Int),
        strides: Strides? = nil,
        parts: [LandmarkPart]? = nil, timestamps: [Double]? = nil
    ) throws(LandmarkError) {
        let (frames, landmarks, components) = shape
        let isFlat = components == 1
        let flat = isFlat ? FlatFrame.flattened(width: landmarks) : nil
        let layout = isFlat ? flat?.layout : Self.layout(landmarks, parts)
        guard let layout, [1, 3, 4].contains(components), !(isFlat && parts != nil) else {
            throw LandmarkError(
                "the array's shape is [\(frames), \(landmarks), \(components)]"
                    + (parts.map { " for the parts \($0.map { "\($0)" }.joined(separator: ", "))" } ?? ""),
                remedy:
                    "give [frames, 543, 3 or 4] (pose, face, left hand, right hand), 553 with irises, 75 without "
                    + "a face, or flattened frames of 1662, 1692, 258, 1629, 225, 126 or 63")
        }
        guard frames > 0 else { throw LandmarkError("the array holds no frames", remedy: "record it again") }
        guard let total = checkedProduct(frames, layout.landmarkCount), total <= Self.largest else {
            throw LandmarkError(
                "\(frames) frames are too many", remedy: "cut the recording into parts of an hour at most")
        }
        try Self.check(timestamps, frames: frames)
        self.layout = layout
        self.flat = flat
        hasVisibility = components == 4
        frameCount = frames
        self.timestamps = timestamps
        self.base = base
        let size = MemoryLayout<Float>.size
        let packed = Strides(
            frame: landmarks * components * size, landmark: components * size, component: size)
        let strides = strides ?? packed
        (frameStride, landmarkStride, componentStride) = (strides.frame, strides.landmark, strides.component)
    }

    private static func layout(_ landmarks: Int, _ parts: [LandmarkPart]?) -> LandmarkLayout? {
        for parts in [
            parts ?? [.pose, .face, .leftHand, .rightHand], parts ?? [.pose, .leftHand, .rightHand],
        ] {
            for faceCount in [468, 478] {
                let layout = LandmarkLayout(parts: parts, faceCount: faceCount)
                if landmarks > 0, layout.landmarkCount == landmarks { return layout }
            }
        }
        return nil
    }

    private static func check(_ timestamps: [Double]?, frames: Int) throws(LandmarkError) {
        guard let timestamps else { return }
        guard timestamps.count == frames else {
            throw LandmarkError(
                "\(timestamps.count) timestamps for \(frames) frames",
                remedy: "give one timestamp per frame, or none")
        }
        var last = -Double.infinity
        for (frame, time) in timestamps.enumerated() {
            guard time.isFinite else {
                throw LandmarkError(
                    "the time is not a number of seconds", at: .frame(frame, byte: nil),
                    remedy: "give seconds from the recording's start")
            }
            guard time >= last else {
                throw LandmarkError(
                    "the time goes backwards", at: .frame(frame, byte: nil), remedy: "sort the frames by time"
                )
            }
            last = time
        }
    }

    /// A number of a landmark of an unflattened frame.
    @inline(__always)
    func value(_ frame: Int, _ landmark: Int, _ component: Int) -> Float {
        (base + (frame &* frameStride &+ landmark &* landmarkStride &+ component &* componentStride))
            .loadUnaligned(as: Float.self)
    }

    /// A number of a flattened frame.
    @inline(__always)
    func value(_ frame: Int, _ place: Int) -> Float { value(frame, place, 0) }
}
