/// Divides an endless sequence into occurrences of templates and frames outside them, frame by frame.
///
/// One-pass connected word recognition (Bridle, Brown & Chamberlain 1982, "An algorithm for connected word recognition"; Ney
/// 1984): dynamic time warping against all templates at once. Every frame may end one template and begin
/// another, so overlaps do not arise: the result is the cheapest explanation of all frames. Each frame counts
/// once:
///
///     D_m(i, j) = c_m(i, j) + min( D_m(i−1, j), D_m(i−1, j−1), D_m(i−1, j−2) ),   D_m(·, −1) = G + entry
///     G(i)      = min( G(i−1) + filler(i), min_m D_m(i, last) )
///
/// Occurrences are returned during the sequence, by partial traceback (Brown, Spohrer, Hochschild & Baker
/// 1982, "Partial traceback and dynamic programming"): frames are final up to the boundary that the
/// histories of all active paths share. Paths that cost more than ``Limits/beam`` above the best one, or are
/// too long, are dropped. After ``waitingOccurrences`` times the longest occurrence, the best history decides
/// between histories that still differ. This bounds delay and memory: O(states) time per frame, O(states +
/// frames of the longest occurrence) memory.
public struct StreamDecoder: Sendable {
    /// A template's position in the sequence.
    public struct Occurrence: Sendable, Hashable {
        /// The index of the template.
        public var template: Int
        /// Frames of the sequence, counted from its first.
        public var frames: Range<Int>

        public init(template: Int, frames: Range<Int>) {
            self.template = template
            self.frames = frames
        }
    }

    /// The cost of an occurrence, and the limits of the search.
    public struct Limits: Sendable, Hashable {
        /// The cost of each occurrence in addition to its frames, ≥ 0.
        public var entry: Float
        /// The largest cost of a path above the best one.
        public var beam: Float
        /// The most frames of an occurrence.
        public var frames: Int

        public init(entry: Float, beam: Float, frames: Int) {
            self.entry = entry
            self.beam = beam
            self.frames = frames
        }
    }

    /// The longest delay, as a multiple of the longest occurrence.
    public static let waitingOccurrences = 4

    private let limits: Limits
    /// The range of each template's states among all.
    private let templates: [Range<Int>]
    private var costs: [Float]
    private var starts: [Int]
    /// The steps to G. Costs are relative to G of the last frame, or a long stream would exhaust their
    /// digits.
    private var arrivals: [Arrival] = []
    /// The frame of the first of ``arrivals``; everything before it was returned.
    private var settled = 0

    /// The last piece of the cheapest history up to a frame.
    private struct Arrival: Sendable {
        /// `nil` for a frame outside every template.
        var template: Int?
        /// The end of the history before it.
        var start: Int
    }

    /// A decoder of templates with the given numbers of states.
    ///
    /// - Precondition: every template has at least one state.
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

    public var frameCount: Int { settled + arrivals.count }

    /// Undecided frames: at most ``waitingOccurrences`` times ``Limits/frames`` after ``settle()``.
    var waitingFrames: Int { arrivals.count }

    /// Takes the next frame: the costs, ≥ 0, of all templates' states in order, and the cost outside every
    /// template. O(states).
    ///
    /// Ties go to no template, then to the earlier one; inside a template to the same state, then to the next
    /// state.
    public mutating func advance(_ row: some RandomAccessCollection<Float>, filler: Float) {
        let frame = frameCount
        var best = filler
        var arrival = Arrival(template: nil, start: frame)
        var place = row.startIndex
        for (number, states) in templates.enumerated() {
            let first = place
            // From the last state down, so that each state reads the previous frame.
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
                // The best history so far costs 0, because costs are relative to it.
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

    /// The occurrences decided since the last call, in order. O(states + undecided frames).
    public mutating func settle() -> [Occurrence] {
        // The history of an active path ends before its start; the best history ends at the last frame.
        var heads: Set<Int> = [frameCount]
        for state in costs.indices where costs[state] < .infinity { heads.insert(starts[state]) }
        heads = Set(heads.map { Swift.max($0, settled) })
        while heads.count > 1, let latest = heads.max() {
            heads.remove(latest)
            heads.insert(start(before: latest))
        }
        let occurrences = give(upTo: heads.first ?? settled)
        guard arrivals.count > Self.waitingOccurrences * limits.frames else { return occurrences }
        // The last boundary in the best history that no active path can reach behind.
        var end = frameCount
        while end > frameCount - limits.frames { end = start(before: end) }
        return occurrences + give(upTo: end)
    }

    /// Ends the sequence, and returns the remaining occurrences.
    public mutating func finish() -> [Occurrence] {
        let occurrences = give(upTo: frameCount)
        for state in costs.indices { costs[state] = .infinity }
        return occurrences
    }

    /// The start of the last piece of the cheapest history of the frames before `end`.
    private func start(before end: Int) -> Int { Swift.max(arrivals[end - 1 - settled].start, settled) }

    private mutating func give(upTo end: Int) -> [Occurrence] {
        var occurrences: [Occurrence] = []
        var place = end
        while place > settled {
            let arrival = arrivals[place - 1 - settled]
            // A rejected history may reach behind the returned frames; its first piece is dropped.
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
