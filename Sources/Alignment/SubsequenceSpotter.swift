/// Finds where a template occurs in an endless sequence, frame by frame.
///
/// SPRING (Sakurai, Faloutsos & Yamamuro 2007, "Stream monitoring under the time warping distance"): dynamic time warping
/// in which every frame may start an occurrence, each cell carrying the frame in which its path started. Here a cell's
/// cost is what a frame costs in the template less what it costs outside of any (so an occurrence is a path of negative
/// cost and the best one needs no normalisation by length), and each frame is counted once:
///
///     D(i, j) = c(i, j) − filler + min( D(i−1, j), D(i−1, j−1), D(i−1, j−2) ),   D(·, −1) = 0
///
/// With costs below 0 a path can always become cheaper, so that the paper's condition for reporting becomes the X-drop of
/// sequence search (Altschul et al. 1997, "Gapped BLAST and PSI-BLAST"): an occurrence is reported once every path that
/// overlaps it costs ``Limits/patience`` more than it does. No two reported ones overlap. O(states) time a frame and
/// memory.
public struct SubsequenceSpotter: Sendable {
    /// An occurrence.
    public struct Occurrence: Sendable, Hashable {
        /// Frames of the sequence, counted from its first.
        public var frames: Range<Int>
        /// What the frames cost less than they would outside the template; above 0.
        public var gain: Float

        /// An occurrence at `frames`.
        public init(frames: Range<Int>, gain: Float) {
            self.frames = frames
            self.gain = gain
        }
    }

    /// What counts as an occurrence.
    public struct Limits: Sendable, Hashable {
        /// The cost of a frame outside the template.
        public var filler: Float
        /// The least gain.
        public var gain: Float
        /// A path that costs more than this on its way is given up.
        public var detour: Float
        /// How much more than the best one a path must cost before it is not waited for.
        public var patience: Float
        /// The most frames.
        public var frames: Int

        /// Limits of the given sizes.
        public init(filler: Float, gain: Float, detour: Float, patience: Float, frames: Int) {
            self.filler = filler
            self.gain = gain
            self.detour = detour
            self.patience = patience
            self.frames = frames
        }
    }

    private let limits: Limits
    private var costs: [Float]
    private var starts: [Int]
    private var best: Candidate?
    /// The best one that starts behind ``best`` while that one is still open.
    private var next: Candidate?
    /// Frames seen so far.
    public private(set) var frameCount = 0

    private struct Candidate: Sendable {
        var start: Int
        var end: Int
        var cost: Float
    }

    /// A spotter of a template of `states` states.
    ///
    /// - Precondition: there is a state.
    public init(states: Int, limits: Limits) {
        precondition(states > 0)
        self.limits = limits
        costs = [Float](repeating: .infinity, count: states)
        starts = [Int](repeating: 0, count: states)
    }

    /// The earliest frame that an occurrence not reported yet can start in: `frameCount` where none is under way. O(states).
    public var horizon: Int {
        var earliest = best?.start ?? frameCount
        for state in costs.indices where costs[state] < .infinity && starts[state] < earliest {
            earliest = starts[state]
        }
        return earliest
    }

    /// Takes the next frame's costs, one a state, and gives an occurrence that is now certain. O(states).
    public mutating func advance(_ row: some RandomAccessCollection<Float>) -> Occurrence? {
        let frame = frameCount
        frameCount += 1
        var place = row.endIndex
        // From the last state down, so that a state still sees the frame before.
        for state in stride(from: costs.count - 1, through: 0, by: -1) {
            row.formIndex(before: &place)
            var cost = costs[state]
            var start = starts[state]
            if state > 0, costs[state - 1] < cost { (cost, start) = (costs[state - 1], starts[state - 1]) }
            if state > 1, costs[state - 2] < cost { (cost, start) = (costs[state - 2], starts[state - 2]) }
            if state == 0, 0 < cost { (cost, start) = (0, frame) }
            cost += row[place] - limits.filler
            let isAlive = cost <= limits.detour && frame - start < limits.frames
            costs[state] = isAlive ? cost : .infinity
            starts[state] = start
        }
        consider(frame)
        return isCertain ? report() : nil
    }

    /// The end of the sequence: gives what was found and not reported yet, one a call, `nil` when there is no more.
    public mutating func finish() -> Occurrence? { report() }

    /// Whether no path that overlaps the best one is likely to become better.
    private var isCertain: Bool {
        guard let best else { return false }
        return costs.indices.allSatisfy { costs[$0] >= best.cost + limits.patience || starts[$0] > best.end }
    }

    /// Takes a path that has come through the template.
    private mutating func consider(_ frame: Int) {
        let last = costs.count - 1
        guard costs[last] <= -limits.gain else { return }
        let found = Candidate(start: starts[last], end: frame, cost: costs[last])
        guard let best else {
            self.best = found
            return
        }
        if found.start <= best.end {
            guard found.cost < best.cost else { return }
            self.best = found
            next = nil
        } else if next.map({ found.cost < $0.cost }) ?? true {
            next = found
        }
    }

    private mutating func report() -> Occurrence? {
        guard let found = best else { return nil }
        for state in costs.indices where starts[state] <= found.end { costs[state] = .infinity }
        best = next
        next = nil
        return Occurrence(frames: found.start..<found.end + 1, gain: -found.cost)
    }
}
