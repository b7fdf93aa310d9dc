import CWarping

/// Packed frames one behind the other: each a run of its products and two constants, so that frames of any sixteen sequences
/// are soon put side by side.
enum PackedRuns {
    /// Numbers of a frame.
    static func floats(depth: Int) -> Int { depth + 2 }

    /// Packs a sequence's frames. O(frames · features).
    static func store(
        _ sequence: FeatureSequence, centre: SharedFloats, to runs: UnsafeMutablePointer<Float>
    ) {
        let (lanes, depth) = (Int(WARPING_LANES), sequence.layout.packedDepth)
        let reference = sequence.withWarpingFrames {
            PackedReference($0, sequence.layout, centre: centre, kernel: .best)
        }
        for frame in 0..<sequence.frameCount {
            let run = runs + frame * floats(depth: depth)
            let (panel, lane) = frame.quotientAndRemainder(dividingBy: lanes)
            for place in 0..<depth {
                run[place] = reference.packed.products[(panel * depth + place) * lanes + lane]
            }
            run[depth] = reference.packed.constants[frame]
            run[depth + 1] = reference.packed.whole_constants[frame]
        }
    }

    /// The run of no frame.
    static func none(depth: Int) -> SharedFloats {
        SharedFloats([Float](repeating: 0, count: depth) + [.infinity, .infinity])
    }
}
