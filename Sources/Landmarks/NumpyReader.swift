/// Reads NumPy's `.npy` arrays of flattened MediaPipe landmarks.
///
/// The numbers are float32 or float64 of either byte order; the shape is `[frames, N]` or one frame `[N]`, in
/// C or Fortran order. N is 1,662 (pose 33 × (x, y, z, visibility), face 468 × (x, y, z), left hand 21 × 3,
/// right hand 21 × 3), 1,692 (with the 478-point face) or 258 (without the face); 1,629, 1,659 and 225
/// without the visibility; 1,530, 1,560 and 126 without the pose; 63 for one hand. `[frames, 543, 3]` has
/// Kaggle's order (face, left hand, pose, right hand), or MediaPipe's where the landmarks' positions show it.
/// Other counts, 2 to 4 numbers per landmark, have MediaPipe's order, such as `[frames, 75, 3]`.
///
/// float64 is rounded to float32. A part that is all zeros in a frame was not detected. A landmark with NaN
/// for x or y is missing, one with NaN for z has no depth. The arrays hold no facts of time, image or signer;
/// these stay unstated.
public enum NumpyReader {
    /// Whether the bytes start with `.npy`'s magic, `\x93NUMPY`.
    public static func recognises(_ bytes: RawSpan) -> Bool {
        NumpyHeader.hasMagic(bytes)
    }

    /// Reads a whole file. O(bytes); allocates the clip only after its bytes were found present.
    ///
    /// - Throws: an error with a byte offset, and the frame where there is one: an unreadable header, another
    ///   number type or shape, a length that differs from the shape's, no frames, a coordinate that is
    ///   infinite or beyond the limit.
    /// - Parameter hand: the side of a single hand.
    public static func read(
        _ bytes: RawSpan, hand: Handedness = .right
    ) throws(LandmarkError) -> LandmarkClip {
        let header = try NumpyHeader(bytes, hand: hand.part)
        guard header.frameCount > 0 else {
            throw LandmarkError("the array holds no frames", remedy: "record it again")
        }
        var builder = NumpyClipBuilder(frame(of: header, in: bytes), capacity: header.frameCount)
        try builder.append(header, of: bytes)
        return builder.clip()
    }

    /// The order of a frame. For 543 landmarks the positions decide: the 468 landmarks of a face stand close
    /// together.
    private static func frame(of header: NumpyHeader, in bytes: RawSpan) -> FlatFrame {
        guard header.frame.pieces.count == 4, header.landmarkStride != nil,
            header.frame.pieces.first?.firstLandmark != 0,
            let numbers = header.frame.pieces.first?.numbers,
            let poseFirst = FlatFrame.landmarks(543, numbers: numbers, poseFirst: true)
        else { return header.frame }
        // The two candidate positions of the pose; the other landmarks belong to the face or a hand in one
        // order or both.
        let first = spread(of: 0..<33, in: header, bytes)
        let last = spread(of: 468..<501, in: header, bytes)
        guard first.seen > 0, last.seen > 0 else { return header.frame }
        return first.spread / Double(first.seen) > last.spread / Double(last.seen) * 4
            ? poseFirst : header.frame
    }

    /// The summed squared distances of the landmarks from their mean, and the number of frames counted.
    private static func spread(
        of landmarks: Range<Int>, in header: NumpyHeader, _ bytes: RawSpan
    ) -> (spread: Double, seen: Int) {
        var (spread, seen) = (0.0, 0)
        for frame in 0..<header.frameCount {
            let points = landmarks.map { header.place(frame: frame, landmark: $0, in: bytes) }
                .filter {
                    abs($0.x) <= LandmarkClip.coordinateLimit && abs($0.y) <= LandmarkClip.coordinateLimit
                }
                .map { SIMD2<Double>($0) }
            guard points.count == landmarks.count else { continue }
            let middle = points.reduce(.zero, +) / Double(points.count)
            for point in points { spread += ((point - middle) * (point - middle)).sum() }
            seen += 1
        }
        return (spread, seen)
    }
}
