/// Cuts an endless sequence into occurrences of templates and what is none of them, frame by frame.
///
/// One-pass connected word recognition (Bridle, Brown & Chamberlain 1982, "An algorithm for connected word recognition"; Ney
/// 1984): dynamic time warping against all templates at once, in which every frame may end one and begin another, so
/// that overlaps are never there to resolve: the cheapest way to explain all frames is the result. Each frame is counted
/// once:
///
///     D_m(i, j) = c_m(i, j) + min( D_m(i−1, j), D_m(i−1, j−1), D_m(i−1, j−2) ),   D_m(·, −1) = G + entry
///     G(i)      = min( G(i−1) + filler(i), min_m D_m(i, last) )
///
/// What is certain is given while the sequence goes on, by partial traceback (Brown, Spohrer, Hochschild & Baker 1982,
/// "Partial traceback and dynamic programming"): everything before the frame through which the histories of all paths
/// under way go. Paths that cost more than ``Limits/beam`` above the best one, or are too long, are given up. Histories that
/// still disagree after ``waitingOccurrences`` of the longest occurrences are decided for the best one, which bounds
/// wait and memory: O(states) time a frame, O(states + frames of the longest occurrence) memory.
public struct StreamDecoder: Sendable {
    /// A template's place in the sequence.
    public struct Occurrence: Sendable, Hashable {
        public var template: Int
        /// Frames of the sequence, counted from its first.
        public var frames: Range<Int>

        /// An occurrence at `frames`.
        public init(template: Int, frames: Range<Int>) {
            self.template = template
            self.frames = frames
        }
    }

    /// What an occurrence costs and which paths are followed.
    public struct Limits: Sendable, Hashable {
        /// The cost of an occurrence beside that of its frames, ≥ 0.
        public var entry: Float
        /// How much more than the best path another may cost.
        public var beam: Float
        /// The most frames of an occurrence.
        public var frames: Int

        /// Limits of the given sizes.
        public init(entry: Float, beam: Float, frames: Int) {
            self.entry = entry
            self.beam = beam
            self.frames = frames
        }
    }

    /// How many of the longest occurrences may wait to be decided.
    public static let waitingOccurrences = 4

    private let limits: Limits
    /// Where each template's states stand among all.
    private let templates: [Range<Int>]
    private var costs: [Float]
    private var starts: [Int]
    /// G of the last frame. Costs are kept relative to it, or they would lose their digits in a long stream.
    private var arrivals: [Arrival] = []
    /// The frame of the first of ``arrivals``; everything before it was given.
    private var settled = 0

    /// How the cheapest history up to a frame ends.
    private struct Arrival: Sendable {
        /// `nil` for a frame outside every template.
        var template: Int?
        /// The frame behind the history before it.
        var start: Int
    }

    /// A decoder of templates of so many states each.
    ///
    /// - Precondition: every template has a state.
    public init(states: [Int], limits: Limits) {
        precondition(states.allSatisfy { $0 > 0 })
        self.limits = limits
        var templates: [Range<Int>] = []
        var count = 0
        for states in states {
            templates.append(count..<count + states)
            count += states
        }
        self.templates = templates
        costs = [Float](repeating: .infinity, count: count)
        starts = [Int](repeating: 0, count: count)
    }

    /// Frames so far.
    public var frameCount: Int { settled + arrivals.count }

    /// Frames of which it is not known yet what they are: at most ``waitingOccurrences`` times ``Limits/frames`` after
    /// ``settle()``.
    var waitingFrames: Int { arrivals.count }

    /// Takes the next frame's costs, ≥ 0, of all templates' states in order, and what it costs outside every template.
    /// O(states).
    ///
    /// Ties go to no template, then to the earlier one; inside a template to staying, then to the next state.
    public mutating func advance(_ row: some RandomAccessCollection<Float>, filler: Float) {
        let frame = frameCount
        var best = filler
        var arrival = Arrival(template: nil, start: frame)
        var place = row.startIndex
        for (number, states) in templates.enumerated() {
            let first = place
            // From the last state down, so that a state still sees the frame before.
            place = row.index(first, offsetBy: states.count)
            let next = place
            for state in states.reversed() {
                row.formIndex(before: &place)
                var cost = costs[state]
                var start = starts[state]
                if state > states.lowerBound, costs[state - 1] < cost {
                    (cost, start) = (costs[state - 1], starts[state - 1])
                }
                if state > states.lowerBound + 1, costs[state - 2] < cost {
                    (cost, start) = (costs[state - 2], starts[state - 2])
                }
                // The best history so far costs 0: costs are relative to it.
                if state == states.lowerBound, limits.entry < cost { (cost, start) = (limits.entry, frame) }
                costs[state] = frame - start < limits.frames ? cost + row[place] : .infinity
                starts[state] = start
            }
            place = next
            let last = states.upperBound - 1
            if costs[last] < best {
                best = costs[last]
                arrival = Arrival(template: number, start: starts[last])
            }
        }
        arrivals.append(arrival)
        for state in costs.indices {
            let cost = costs[state] - best
            costs[state] = cost <= limits.beam ? cost : .infinity
        }
    }

    /// The occurrences that have become certain since the last call, in order. O(states + frames not settled).
    public mutating func settle() -> [Occurrence] {
        // Histories that a path under way builds on end before its start; the best one ends here.
        var heads: Set<Int> = [frameCount]
        for state in costs.indices where costs[state] < .infinity { heads.insert(starts[state]) }
        heads = Set(heads.map { Swift.max($0, settled) })
        while heads.count > 1, let latest = heads.max() {
            heads.remove(latest)
            heads.insert(start(before: latest))
        }
        let occurrences = give(upTo: heads.first ?? settled)
        guard arrivals.count > Self.waitingOccurrences * limits.frames else { return occurrences }
        // The best history's own last boundary that no path under way can reach behind.
        var end = frameCount
        while end > frameCount - limits.frames { end = start(before: end) }
        return occurrences + give(upTo: end)
    }

    /// The end of the sequence: the occurrences that are left.
    public mutating func finish() -> [Occurrence] {
        let occurrences = give(upTo: frameCount)
        for state in costs.indices { costs[state] = .infinity }
        return occurrences
    }

    /// Where the last piece of the cheapest history of the frames before `end` starts.
    private func start(before end: Int) -> Int { Swift.max(arrivals[end - 1 - settled].start, settled) }

    private mutating func give(upTo end: Int) -> [Occurrence] {
        var occurrences: [Occurrence] = []
        var place = end
        while place > settled {
            let arrival = arrivals[place - 1 - settled]
            // Histories that were decided against may reach behind what was given: their first piece is lost.
            if let template = arrival.template, arrival.start >= settled {
                occurrences.append(Occurrence(template: template, frames: arrival.start..<place))
            }
            place = arrival.start
        }
        arrivals.removeFirst(end - settled)
        settled = end
        return occurrences.reversed()
    }
}
