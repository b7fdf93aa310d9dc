/// A recording as landmarks: one frame-major float32 buffer, a presence mask, timestamps and source facts.
///
/// Coordinates are MediaPipe's: x and y are fractions of the image's width and height, and may leave [0, 1].
/// z is roughly in x's unit, smaller is nearer. World parts are in metres. Readers guarantee that every
/// present value is finite and at most ``coordinateLimit`` in size; later stages do not check it again.
///
/// Copying is O(1) (the buffers are copy-on-write).
public struct LandmarkClip: Sendable, Hashable {
    /// Floats stored for one landmark: x, y, z, visibility.
    public static let stride = 4
    /// The largest size of a coordinate that a reader accepts: 100,000 image widths, or metres.
    public static let coordinateLimit: Float = 1e5
    /// The frame rate assumed where neither timestamps nor a rate are known.
    public static let assumedFPS = 30.0
    /// The image size assumed where none is known: MediaPipe's webcam default, 4 : 3.
    public static let assumedSize = (width: 640, height: 480)

    /// The parts of a frame, and their positions.
    public let layout: LandmarkLayout
    /// The known facts of the camera and the signer.
    public var facts: SourceFacts
    /// Seconds from the recording's own zero, one per frame, never decreasing; `nil` where the file states
    /// none.
    public let timestamps: [Double]?
    /// `[frames][landmarks][x, y, z, visibility]`; `frameCount * layout.landmarkCount * stride` floats.
    public let values: [Float]
    /// `[frames][landmarks]`: the presence mask.
    public let flags: [LandmarkFlags]
    public let frameCount: Int
    /// Repairs and guesses of the reader.
    public var warnings: [RecordingWarning]

    /// A clip from its buffers.
    ///
    /// - Precondition: the buffers' lengths agree with `frameCount` and `layout`.
    public init(
        layout: LandmarkLayout, facts: SourceFacts, frameCount: Int, timestamps: [Double]?,
        values: [Float], flags: [LandmarkFlags], warnings: [RecordingWarning] = []
    ) {
        precondition(frameCount >= 0)
        precondition(values.count == frameCount * layout.landmarkCount * Self.stride)
        precondition(flags.count == frameCount * layout.landmarkCount)
        precondition(timestamps.map { $0.count == frameCount } ?? true)
        self.layout = layout
        self.facts = facts
        self.frameCount = frameCount
        self.timestamps = timestamps
        self.values = values
        self.flags = flags
        self.warnings = warnings
    }

    /// The time of a frame in seconds: its timestamp, or its index at the stated (else the assumed) frame
    /// rate.
    public func time(ofFrame frame: Int) -> Double {
        if let timestamps { return timestamps[frame] }
        return Double(frame) / (facts.fps ?? Self.assumedFPS)
    }

    /// Width over height of the image, assumed where not stated.
    public var aspectRatio: Double { facts.aspectRatio }

    /// Whether `landmark` (an index inside the frame, over all parts) was detected in `frame`.
    public func isPresent(frame: Int, landmark: Int) -> Bool {
        flags[frame * layout.landmarkCount + landmark].contains(.present)
    }

    /// Whether at least one landmark of `part` was detected in `frame`.
    public func isPresent(_ part: LandmarkPart, frame: Int) -> Bool {
        guard let range = layout.range(of: part) else { return false }
        return isPresent(range, frame: frame)
    }

    /// The share of frames, 0–1, in which at least one landmark of `part` was detected; 0 for an empty clip.
    public func coverage(of part: LandmarkPart) -> Double {
        guard frameCount > 0, let range = layout.range(of: part) else { return 0 }
        let seen = (0..<frameCount).count { isPresent(range, frame: $0) }
        return Double(seen) / Double(frameCount)
    }

    private func isPresent(_ landmarks: Range<Int>, frame: Int) -> Bool {
        landmarks.contains { isPresent(frame: frame, landmark: $0) }
    }
}
