/// How far a measure of an attempt lies outside what the takes of a sign do, frame by frame.
///
/// What any take does is right, and so is what lies between two takes: only what is beyond all of them counts.
struct Deviation {
    /// How far beyond the nearest take, signed; 0 between takes, `nil` where it cannot be said.
    let excess: [Float?]
    /// How far from the middle take, signed.
    let size: [Float?]

    /// A stretch of frames that err the same way.
    struct Window {
        /// Frames, counted from the first of the attempt's core.
        var frames: Range<Int>
        /// Mean excess in it.
        var excess: Float
        /// Mean size in it.
        var size: Float
        /// Its share of the frames in which the measure could be compared.
        var share: Float
    }

    /// Frames that a window may bridge: a gap in the sight of a part is no end of its fault.
    private static let bridge = 3
    /// Frames, 0.13 s, that a window holds at least.
    private static let shortest = 4
    /// The share of the core in which a measure must be seen on both sides before anything is said of it.
    private static let evidence: Float = 0.5

    /// The deviation of a number from its takes.
    init(_ pairs: [(own: Float, takes: [Float])?]) {
        excess = Self.smoothed(
            pairs.map { pair in
                guard let (own, takes) = pair, let low = takes.min(), let high = takes.max() else {
                    return nil
                }
                return own > high ? own - high : min(own - low, 0)
            })
        size = Self.smoothed(
            pairs.map { pair in pair.map { $0.own - $0.takes.sorted()[$0.takes.count / 2] } })
    }

    /// A deviation measured elsewhere.
    init(excess: [Float?], size: [Float?]) {
        self.excess = excess
        self.size = size
    }

    /// What two ways of measuring agree on: the smaller of both where they err the same way, else nothing.
    func agreeing(with other: Deviation) -> Deviation {
        func agreed(_ a: [Float?], _ b: [Float?]) -> [Float?] {
            zip(a, b).map { a, b in
                guard let a, let b else { return nil }
                return a * b > 0 ? (abs(a) < abs(b) ? a : b) : 0
            }
        }
        return Deviation(excess: agreed(excess, other.excess), size: agreed(size, other.size))
    }

    /// The stretch with the largest summed excess, all of one sign and at least half of `tolerance`, if its mean
    /// reaches `tolerance`.
    ///
    /// - Parameter share: the least share of the frames compared that it must fill.
    func window(tolerance: Float, share leastShare: Float) -> Window? {
        let compared = excess.count { $0 != nil }
        guard Float(compared) >= Self.evidence * Float(excess.count), compared >= Self.shortest else {
            return nil
        }
        var best: Window?
        for sign: Float in [-1, 1] {
            var start: Int?
            var last = 0
            for frame in 0...excess.count {
                let errs = frame < excess.count && (excess[frame] ?? 0) * sign >= tolerance / 2
                if errs {
                    if start == nil { start = frame }
                    last = frame
                } else if let first = start, frame == excess.count || frame - last > Self.bridge {
                    start = nil
                    let window = window(first..<last + 1, of: compared)
                    if abs(window.excess) * window.share > best.map({ abs($0.excess) * $0.share }) ?? 0 {
                        best = window
                    }
                }
            }
        }
        guard let best, abs(best.excess) >= tolerance, best.share >= leastShare,
            best.frames.count >= Self.shortest
        else { return nil }
        return best
    }

    private func window(_ frames: Range<Int>, of compared: Int) -> Window {
        let excesses = excess[frames].compactMap(\.self)
        let sizes = size[frames].compactMap(\.self)
        return Window(
            frames: frames, excess: excesses.reduce(0, +) / Float(max(excesses.count, 1)),
            size: sizes.reduce(0, +) / Float(max(sizes.count, 1)),
            share: Float(excesses.count) / Float(max(compared, 1)))
    }

    /// The mean of each frame and its seen neighbours.
    private static func smoothed(_ values: [Float?]) -> [Float?] {
        values.indices.map { frame in
            guard values[frame] != nil else { return nil }
            let near = values[max(frame - 1, 0)...min(frame + 1, values.count - 1)].compactMap(\.self)
            return near.reduce(0, +) / Float(near.count)
        }
    }
}
