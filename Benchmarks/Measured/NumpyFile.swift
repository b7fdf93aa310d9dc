import Landmarks

/// A recording of pose and hands, with or without a face, as NumPy's `.npy`.
public enum NumpyFile {
    /// float32, `[frames][pose 33 × 4, face 468 × 3 if any, left hand 21 × 3, right hand 21 × 3]`.
    public static func bytes(_ clip: LandmarkClip) -> [UInt8] {
        var values: [Float] = []
        for frame in 0..<clip.frameCount {
            for part in [LandmarkPart.pose, .face, .leftHand, .rightHand] {
                for landmark in clip.layout.range(of: part) ?? 0..<0 {
                    let start = (frame * clip.layout.landmarkCount + landmark) * LandmarkClip.stride
                    values += clip.values[start..<start + (part == .pose ? 4 : 3)]
                }
            }
        }
        let width = values.count / clip.frameCount
        let fields = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(clip.frameCount), \(width)), }"
        // Magic, version and length take 10 bytes; the header ends at a multiple of 64.
        let padding = String(repeating: " ", count: 63 - (10 + fields.utf8.count) % 64)
        let header = Array((fields + padding + "\n").utf8)
        let start: [UInt8] =
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count & 0xFF), UInt8(header.count >> 8)]
        return start + header + values.withUnsafeBytes { Array($0) }
    }
}
