import CWarping

/// The frames side by side in one packed column.
struct ColumnSources {
    private var values = InlineArray<16, UnsafePointer<Float>?>(repeating: nil)
    private var seen = InlineArray<16, UnsafePointer<UInt8>?>(repeating: nil)

    init() { precondition(values.count == Int(WARPING_LANES)) }

    /// Puts a frame of a sequence into a lane.
    mutating func set(_ lane: Int, to frame: Int, of frames: warping_frames, _ layout: warping_layout) {
        values[lane] = UnsafePointer(frames.values + frame * layout.dimension)
        seen[lane] = UnsafePointer(frames.seen + frame * layout.groups)
    }

    /// Empties a lane.
    mutating func clear(_ lane: Int) {
        values[lane] = nil
        seen[lane] = nil
    }

    /// Packs the column, and returns whether one of its frames lacks a group. O(lanes · features).
    func pack(
        _ kernel: WarpingKernel, _ layout: UnsafePointer<warping_layout>,
        _ products: UnsafeMutablePointer<Float>,
        _ constants: UnsafeMutablePointer<Float>, _ wholeConstants: UnsafeMutablePointer<Float>
    ) -> Bool {
        values.span.withUnsafeBufferPointer { values in
            seen.span.withUnsafeBufferPointer { seen in
                kernel.functions.pointee.pack_column(
                    layout, values.baseAddress, seen.baseAddress, products, constants, wholeConstants)
            }
        }
    }
}
