import Landmarks

/// The time of a held posture that was cut from a recording.
public struct Hold: Sendable, Hashable {
    /// The time at which the recording continues, in seconds of the recording without holds.
    public let time: Double
    /// The length of the cut, in seconds.
    public let seconds: Double
}

extension CheckedRecording {
    /// A hand that moves less than this share of a shoulder width in ``step`` seconds is still.
    private static let stillness: Float = 0.06
    private static let step = 0.33
    /// The shortest hold, in seconds; no sign holds a posture for so long.
    private static let longest = 3.0
    /// Frames kept at either end of a hold.
    private static let kept = 5

    /// The recording without holds, in which the hands keep a posture longer than any sign does, for example
    /// before a learner lowers them; also the holds, in order. O(frames).
    public func withoutHolds() -> (recording: CheckedRecording, holds: [Hold]) {
        let times = (0..<clip.frameCount).map { clip.time(ofFrame: $0) }
        guard let first = times.first, let last = times.last, last - first >= Self.longest else {
            return (self, [])
        }
        var (frames, holds): ([Int], [Hold]) = ([], [])
        var next = 0
        for hold in longHolds(times) {
            frames += next..<hold.lowerBound + Self.kept
            next = hold.upperBound - Self.kept
            let out = times[next] - times[frames[frames.count - 1] + 1]
            holds.append(Hold(time: times[next] - out - holds.reduce(0) { $0 + $1.seconds }, seconds: out))
        }
        guard !holds.isEmpty else { return (self, []) }
        frames += next..<clip.frameCount
        let kept = CheckedRecording(
            asItIs: clip.keeping(frames, without: holds), isTimed: isTimed, isSized: isSized)
        return (kept, holds)
    }

    /// Runs of frames in which both hands are still, each at least ``longest`` seconds long.
    private func longHolds(_ times: [Double]) -> [Range<Int>] {
        let draft = RecordingDraft(clip)
        guard let unit = draft.shoulderWidth else { return [] }
        let places = (0..<clip.frameCount).map { frame in
            [(LandmarkPart.leftHand, 15), (.rightHand, 16)].map { part, wrist in
                draft.point(0, of: part, frame: frame)
                    ?? draft.point(wrist, of: .pose, frame: frame, visibility: 0.5)
            }
        }
        var (runs, start, later): ([Range<Int>], Int?, Int) = ([], nil, 0)
        // The last frame up to which the hands are still.
        var end = 0
        for frame in 0...clip.frameCount {
            var isStill = false
            if frame < clip.frameCount {
                while later + 1 < clip.frameCount, times[later] < times[frame] + Self.step { later += 1 }
                isStill = Self.isStill(places[frame], places[max(later, frame)], unit)
            }
            if isStill {
                start = start ?? frame
                end = max(later, frame)
            } else if let first = start, frame > end || frame == clip.frameCount {
                let run = first..<end + 1
                if times[end] - times[first] >= Self.longest, run.count > 2 * Self.kept + 1 {
                    runs.append(run)
                }
                start = nil
            }
        }
        return runs
    }

    private static func isStill(
        _ places: [SIMD2<Float>?], _ later: [SIMD2<Float>?], _ unit: Float
    ) -> Bool {
        guard places.contains(where: { $0 != nil }) else { return false }
        return zip(places, later).allSatisfy { place, next in
            guard let place, let next else { return place == nil && next == nil }
            return distance(place, next) < stillness * unit
        }
    }
}

extension LandmarkClip {
    /// The clip of some frames, each moved earlier by the length of the holds before it.
    fileprivate func keeping(_ frames: [Int], without holds: [Hold]) -> LandmarkClip {
        func kept<Value>(_ values: [Value], _ width: Int) -> [Value] {
            frames.flatMap { values[$0 * width..<($0 + 1) * width] }
        }
        let times = timestamps.map { times in
            var (out, next) = (0.0, 0)
            return frames.map { frame in
                while next < holds.count, times[frame] - out - holds[next].seconds >= holds[next].time - 1e-9
                {
                    out += holds[next].seconds
                    next += 1
                }
                return times[frame] - out
            }
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frames.count, timestamps: times,
            values: kept(values, layout.landmarkCount * Self.stride),
            flags: kept(flags, layout.landmarkCount), warnings: warnings)
    }
}
