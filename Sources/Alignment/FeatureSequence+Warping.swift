import CWarping

extension FeatureSequence {
    /// Calls `body` with the frames as the kernels take them. Frames without features are somewhere too: a kernel takes nothing
    /// at all for no frame.
    func withWarpingFrames<Result>(_ body: (warping_frames) -> Result) -> Result {
        values.withUnsafeBufferPointer { values in
            seen.withUnsafeBytes { seen in
                body(
                    warping_frames(
                        values: values.baseAddress ?? UnsafePointer(bitPattern: AlignedMemory.line),
                        seen: seen.baseAddress?.assumingMemoryBound(to: UInt8.self)
                            ?? UnsafePointer(bitPattern: AlignedMemory.line),
                        frames: frameCount))
            }
        }
    }

    /// Copies a frame's features and masks. O(features).
    func copy(frame: Int, to values: UnsafeMutablePointer<Float>, _ seen: UnsafeMutableRawPointer) {
        self.values.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            values.update(from: start + frame * layout.dimension, count: layout.dimension)
        }
        self.seen.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            seen.copyMemory(from: start + frame * layout.groups.count, byteCount: layout.groups.count)
        }
    }
}
