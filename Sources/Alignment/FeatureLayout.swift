/// How the features of one frame divide into groups that are seen or missing together.
///
/// A group is what one detector delivers at once, such as the handshape of one hand. Features are expected to be
/// scaled so that squared differences add up across groups: the weights are part of the features.
public struct FeatureLayout: Sendable, Hashable {
    public struct Group: Sendable, Hashable {
        /// Features in the group.
        public var width: Int
        /// The squared distance charged where one frame has the group and the other has not, in squared feature
        /// units. Where neither has it, nothing is charged.
        public var mismatchCost: Float

        /// A group of `width` features.
        public init(width: Int, mismatchCost: Float) {
            self.width = width
            self.mismatchCost = mismatchCost
        }
    }

    /// The groups, in the order of their features.
    public let groups: [Group]
    /// Features in one frame, over all groups.
    public let dimension: Int
    /// Where each group's features stand in a frame.
    public let ranges: [Range<Int>]
    /// Where each group's features begin, and behind the last.
    let starts: [Int]
    /// Each group's ``Group/mismatchCost``.
    let mismatchCosts: [Float]

    /// A layout of the given groups.
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
