import CWarping

/// The boxes that a sequence's stretches lie in: what bounds its distances from below for next to nothing.
///
/// A path pairs each frame with one of the other sequence at least, in order. Of its cost, each frame of either side is
/// charged the distance of the pair in which the path comes to it: a diagonal step comes to two frames and weighs 2. So the
/// cost is at least what the frames of one side cost at the nearest boxes of the other, taken in order, with the same
/// the other way round. (An envelope as in Keogh 2002, "Exact indexing of dynamic time warping", without a band: over a
/// stretch of frames instead of around each.)
struct SequenceOutline {
    /// `[stretches][dimension][2]`: the least and the greatest of each feature, −∞ and ∞ where a frame lacks it.
    let boxes: [Float]
    /// `[stretches]`: frames in each. One without has the box of the frame behind it.
    let frames: [Float]

    /// The outline of a sequence of some frames in so many stretches, alike in length. O(frames · features).
    init(_ sequence: FeatureSequence, stretches: Int) {
        let (count, layout) = (sequence.frameCount, sequence.layout)
        var boxes: [Float] = []
        boxes.reserveCapacity(stretches * layout.dimension * 2)
        var frames: [Float] = []
        for stretch in 0..<stretches {
            let first = stretch * count / stretches
            let end = (stretch + 1) * count / stretches
            frames.append(Float(end - first))
            for (group, range) in layout.ranges.enumerated() {
                let within = first..<max(end, first + 1)
                let isWhole = within.allSatisfy { sequence.isSeen(group, frame: $0) }
                for feature in range {
                    var (low, high) = (Float.infinity, -Float.infinity)
                    for frame in within {
                        let value = sequence.values[frame * layout.dimension + feature]
                        if value < low { low = value }
                        if value > high { high = value }
                    }
                    boxes += isWhole ? [low, high] : [-.infinity, .infinity]
                }
            }
        }
        self.boxes = boxes
        self.frames = frames
    }

    /// Puts a reference's outline into a lane of sixteen as the kernels take them.
    func store(to outlines: UnsafeMutablePointer<Float>, lane: Int) {
        let lanes = Int(WARPING_LANES)
        for (place, number) in (frames + boxes).enumerated() { outlines[place * lanes + lane] = number }
    }

    /// Numbers of sixteen references' outlines.
    static func floats(dimension: Int) -> Int {
        Int(WARPING_STRETCHES) * (1 + 2 * dimension) * Int(WARPING_LANES)
    }
}
