import Landmarks

/// The latest frames of a stream, resampled to equal intervals, in bounded memory.
///
/// It keeps pose and hands, and no face. The result does not depend on the batches in which the frames
/// arrived.
public struct FrameBuffer: Sendable {
    /// Frames further apart than this, in seconds, belong to two recordings.
    public static let longestPause = 4.0

    private static let layout = LandmarkLayout(parts: [.pose, .leftHand, .rightHand])

    /// The facts of camera and signer; of each fact, the first that the stream stated.
    public private(set) var facts = SourceFacts()
    /// The index of the first frame kept.
    public private(set) var start = 0
    /// The time of frame 0, in seconds of the stream.
    public private(set) var origin = 0.0

    private let capacity: Int
    private var values: [Float] = []
    private var flags: [LandmarkFlags] = []
    private var sourceCount = 0
    private var last: Source?

    /// A source frame in the buffer's layout.
    private struct Source {
        var time: Double
        var values: [Float]
        var flags: [LandmarkFlags]
    }

    /// A buffer for at least `capacity` frames.
    public init(capacity: Int) { self.capacity = capacity }

    /// One past the index of the last frame kept.
    public var end: Int { start + flags.count / Self.layout.landmarkCount }

    /// Whether a frame at `time` is too far after the last frame, or before it, to continue the recording.
    public func isInterrupted(by time: Double) -> Bool {
        last.map { time - $0.time > Self.longestPause || time < $0.time } ?? false
    }

    /// The time of a clip's frame in seconds of the stream: its timestamp, else its index in the stream at
    /// the stated or assumed rate.
    public func time(of frame: Int, in clip: LandmarkClip) -> Double {
        if let timestamps = clip.timestamps { return timestamps[frame] }
        return Double(sourceCount) / (clip.facts.fps ?? facts.fps ?? LandmarkClip.assumedFPS)
    }

    /// Takes one more frame. A resampled frame between two source frames is interpolated where both show the
    /// landmark. O(landmarks · resampled frames since the last source frame).
    public mutating func append(_ frame: Int, of clip: LandmarkClip) {
        facts = facts.filled(from: clip.facts)
        let source = Self.source(frame, of: clip, at: time(of: frame, in: clip))
        sourceCount += 1
        guard let before = last else {
            origin = source.time
            keep(source.values, source.flags)
            last = source
            return
        }
        while true {
            let now = origin + Double(end) / Timeline.frameRate
            guard now <= source.time + 1e-6 else { break }
            let step = source.time - before.time
            let share = step > 0 ? Swift.min(Swift.max((now - before.time) / step, 0), 1) : 1
            keep(between: before, source, share: Float(share))
        }
        last = source
        let count = Self.layout.landmarkCount
        let excess = flags.count / count - 2 * capacity
        if excess >= 0 {
            let dropped = flags.count / count - capacity
            values.removeFirst(dropped * count * LandmarkClip.stride)
            flags.removeFirst(dropped * count)
            start += dropped
        }
    }

    /// Begins another recording at frame 0.
    public mutating func restart() {
        (values, flags, start, last) = ([], [], 0, nil)
    }

    /// Some of the kept frames as a recording that begins at time 0. O(frames · landmarks).
    ///
    /// - Precondition: the frames are kept.
    public func clip(_ frames: Range<Int>, dominantHand: Handedness?) -> LandmarkClip {
        let count = Self.layout.landmarkCount
        let (first, end) = ((frames.lowerBound - start) * count, (frames.upperBound - start) * count)
        var facts = facts
        facts.dominantHand = facts.dominantHand ?? dominantHand
        facts.fps = Timeline.frameRate
        return LandmarkClip(
            layout: Self.layout, facts: facts, frameCount: frames.count,
            timestamps: frames.map { Double($0 - frames.lowerBound) / Timeline.frameRate },
            values: Array(values[first * LandmarkClip.stride..<end * LandmarkClip.stride]),
            flags: Array(flags[first..<end]))
    }

    private mutating func keep(_ values: [Float], _ flags: [LandmarkFlags]) {
        self.values += values
        self.flags += flags
    }

    private mutating func keep(between before: Source, _ after: Source, share: Float) {
        guard share < 1 else { return keep(after.values, after.flags) }
        guard share > 0 else { return keep(before.values, before.flags) }
        var values = after.values
        var flags = after.flags
        for landmark in flags.indices {
            let seen = before.flags[landmark].contains(.present) && flags[landmark].contains(.present)
            if !seen { flags[landmark] = [] }
            for place in landmark * LandmarkClip.stride..<(landmark + 1) * LandmarkClip.stride {
                values[place] =
                    seen ? before.values[place] + share * (after.values[place] - before.values[place]) : 0
            }
        }
        keep(values, flags)
    }

    private static func source(_ frame: Int, of clip: LandmarkClip, at time: Double) -> Source {
        let stride = LandmarkClip.stride
        var source = Source(
            time: time, values: [Float](repeating: 0, count: layout.landmarkCount * stride),
            flags: [LandmarkFlags](repeating: [], count: layout.landmarkCount))
        for part in layout.parts {
            guard let from = clip.layout.range(of: part), let to = layout.range(of: part) else { continue }
            let place = frame * clip.layout.landmarkCount + from.lowerBound
            source.flags.replaceSubrange(to, with: clip.flags[place..<place + from.count])
            source.values.replaceSubrange(
                to.lowerBound * stride..<to.upperBound * stride,
                with: clip.values[place * stride..<(place + from.count) * stride])
        }
        return source
    }
}
