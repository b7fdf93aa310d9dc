/// Reads NumPy's `.npy` arrays of flattened MediaPipe landmarks.
///
/// float32 or float64 of either byte order, `[frames, N]` or one frame `[N]`, in C or Fortran order. N is 1,662 (pose
/// 33 × (x, y, z, visibility), face 468 × (x, y, z), left hand 21 × 3, right hand 21 × 3), 1,692 (the same with the
/// 478-point face) or 258 (without the face). float64 is rounded to float32. A part that is all zeros in a frame
/// was not detected. The arrays say nothing of time, image or signer: those facts stay unstated.
public enum NumpyReader {
    /// Whether the bytes start with `.npy`'s magic, `\x93NUMPY`.
    public static func recognises(_ bytes: RawSpan) -> Bool {
        NumpyHeader.hasMagic(bytes)
    }

    /// Reads a whole file. O(bytes); allocates the clip only once the bytes for it are known to be there.
    ///
    /// - Throws: an error with a byte offset, and a frame where there is one: a header that cannot be read, another
    ///   number type or shape, a length that is not the shape's, no frames, an infinite or absurd coordinate.
    public static func read(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip {
        let header = try NumpyHeader(bytes)
        guard header.frameCount > 0 else {
            throw LandmarkError("the array holds no frames", remedy: "record it again")
        }
        var builder = NumpyClipBuilder(layout: header.layout, capacity: header.frameCount)
        try builder.append(header, of: bytes)
        return builder.clip()
    }
}
