import CWarping

extension FeatureSequence {
    /// Calls `body` with the frames in the kernels' form. A sequence without features still passes valid
    /// pointers: a null pointer means no frame to the kernels.
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
