/// The division of a frame's features into groups that are seen or missing together.
///
/// A group holds the features of one detection, such as the handshape of one hand. Scale the features so that
/// squared differences add up across groups: the features contain the weights.
public struct FeatureLayout: Sendable, Hashable {
    public struct Group: Sendable, Hashable {
        /// Features per frame.
        public var width: Int
        /// The squared distance where only one of two frames has the group, in squared feature units. Where
        /// both lack it, the distance is 0.
        public var mismatchCost: Float

        public init(width: Int, mismatchCost: Float) {
            self.width = width
            self.mismatchCost = mismatchCost
        }
    }

    /// The groups, in the order of their features.
    public let groups: [Group]
    /// Features per frame, over all groups.
    public let dimension: Int
    /// The features of each group in a frame.
    public let ranges: [Range<Int>]
    /// The index of each group's first feature, and the end of the last group.
    let starts: [Int]
    /// Each group's ``Group/mismatchCost``.
    let mismatchCosts: [Float]

    public init(_ groups: [Group]) {
        self.groups = groups
        var ranges: [Range<Int>] = []
        var start = 0
        for group in groups {
            precondition(group.width >= 0)
            ranges.append(start..<start + group.width)
            start += group.width
        }
        self.ranges = ranges
        starts = ranges.map(\.lowerBound) + [start]
        mismatchCosts = groups.map(\.mismatchCost)
        dimension = start
    }
}
