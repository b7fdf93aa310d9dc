/// The cheapest alignment of an attempt with a reference.
public struct WarpingPath: Sendable, Hashable {
    /// One matched pair of frames.
    public struct Step: Sendable, Hashable {
        /// Frame of the attempt.
        public var attempt: Int
        /// Frame of the reference.
        public var reference: Int

        public init(attempt: Int, reference: Int) {
            self.attempt = attempt
            self.reference = reference
        }
    }

    /// The matched pairs in order of time. Neither frame decreases, and at least one grows by one per step.
    public let steps: [Step]
    /// The sum over the path of step weight × cell cost.
    public let cost: Float
    /// The sum of the step weights: matched attempt frames + reference frames.
    public let weight: Int

    public init(steps: [Step], cost: Float, weight: Int) {
        self.steps = steps
        self.cost = cost
        self.weight = weight
    }

    /// The weight of step `index`: 2 where both frames advance (and for the first), else 1.
    public func weight(ofStep index: Int) -> Int {
        guard index > 0 else { return 2 }
        let (from, to) = (steps[index - 1], steps[index])
        return (to.attempt - from.attempt) + (to.reference - from.reference)
    }

    /// ``weight(ofStep:)`` of every step. O(steps).
    public var stepWeights: [Int] { steps.indices.map(weight(ofStep:)) }
}
