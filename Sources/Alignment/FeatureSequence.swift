/// A sign as a sequence of feature frames, with a presence mask per group.
public struct FeatureSequence: Sendable, Hashable {
    public let layout: FeatureLayout
    public let frameCount: Int
    /// `[frames][features]`; features of a missing group are 0.
    public let values: [Float]
    /// `[frames][groups]`: the presence mask.
    public let seen: [Bool]

    /// A sequence from its buffers. The `values` of a missing group are set to 0. O(values).
    ///
    /// - Precondition: the buffers' lengths are `frameCount` times the layout's dimension and group count.
    public init(layout: FeatureLayout, frameCount: Int, values: [Float], seen: [Bool]) {
        precondition(values.count == frameCount * layout.dimension)
        precondition(seen.count == frameCount * layout.groups.count)
        self.layout = layout
        self.frameCount = frameCount
        self.seen = seen
        guard seen.contains(false) else {
            self.values = values
            return
        }
        var kept = values
        for frame in 0..<frameCount {
            for (group, range) in layout.ranges.enumerated() where !seen[frame * layout.groups.count + group]
            {
                for feature in range { kept[frame * layout.dimension + feature] = 0 }
            }
        }
        self.values = kept
    }

    public func isSeen(_ group: Int, frame: Int) -> Bool {
        seen[frame * layout.groups.count + group]
    }

    /// The squared distance between a frame of this sequence and one of `other` in one group, by direct
    /// difference in float32. It is exactly 0 for equal frames. O(width).
    ///
    /// - Precondition: both sequences have the same layout.
    public func squaredDistance(frame: Int, to other: FeatureSequence, frame otherFrame: Int, group: Int)
        -> Float
    {
        switch (isSeen(group, frame: frame), other.isSeen(group, frame: otherFrame)) {
        case (false, false): return 0
        case (true, false), (false, true): return layout.groups[group].mismatchCost
        case (true, true):
            let range = layout.ranges[group]
            var sum: Float = 0
            for feature in range {
                let difference =
                    values[frame * layout.dimension + feature]
                    - other.values[otherFrame * layout.dimension + feature]
                sum += difference * difference
            }
            return sum
        }
    }

    /// The distance between two frames over all groups: the root of the summed squared distances.
    /// O(features).
    public func distance(frame: Int, to other: FeatureSequence, frame otherFrame: Int) -> Float {
        var sum: Float = 0
        for group in layout.groups.indices {
            sum += squaredDistance(frame: frame, to: other, frame: otherFrame, group: group)
        }
        return sum.squareRoot()
    }
}
