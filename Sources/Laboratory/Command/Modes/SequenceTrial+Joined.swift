import Landmarks

extension SequenceTrial {
    /// Joins takes end to end, with `transition` interpolated frames between two; `nil` without takes.
    static func joined(
        _ takes: [(gloss: String, clip: LandmarkClip)], transition: Int, named name: String
    ) -> SequenceTrial? {
        guard let first = takes.first?.clip else { return nil }
        let layout = LandmarkLayout(parts: [.pose, .leftHand, .rightHand])
        var values: [Float] = []
        var flags: [LandmarkFlags] = []
        var truths: [Truth] = []
        let fps = first.facts.fps ?? LandmarkClip.assumedFPS
        for (gloss, clip) in takes {
            let (own, marks) = Self.frames(of: clip, in: layout)
            if !flags.isEmpty {
                blend(into: &values, &flags, to: own, marks, frames: transition, layout: layout)
            }
            let start = flags.count / layout.landmarkCount
            values += own
            flags += marks
            truths.append(
                Truth(
                    gloss: gloss, start: Double(start) / fps,
                    end: Double(flags.count / layout.landmarkCount - 1) / fps))
        }
        return SequenceTrial(
            name: name,
            clip: LandmarkClip(
                layout: layout, facts: first.facts, frameCount: flags.count / layout.landmarkCount,
                timestamps: nil, values: values, flags: flags),
            truths: truths)
    }

    /// A clip's values and flags in another layout.
    private static func frames(
        of clip: LandmarkClip, in layout: LandmarkLayout
    ) -> ([Float], [LandmarkFlags]) {
        let stride = LandmarkClip.stride
        var values: [Float] = []
        var flags: [LandmarkFlags] = []
        for frame in 0..<clip.frameCount {
            for part in layout.parts {
                guard let range = clip.layout.range(of: part) else {
                    values += [Float](repeating: 0, count: layout.count(of: part) * stride)
                    flags += [LandmarkFlags](repeating: [], count: layout.count(of: part))
                    continue
                }
                let place = frame * clip.layout.landmarkCount + range.lowerBound
                values += clip.values[place * stride..<(place + range.count) * stride]
                flags += clip.flags[place..<place + range.count]
            }
        }
        return (values, flags)
    }

    /// Landmarks that both sides of a join show move linearly with eased ends; the others are missing.
    private static func blend(
        into values: inout [Float], _ flags: inout [LandmarkFlags], to next: [Float],
        _ marks: [LandmarkFlags],
        frames: Int, layout: LandmarkLayout
    ) {
        let (count, stride) = (layout.landmarkCount, LandmarkClip.stride)
        let before = Array(values.suffix(count * stride))
        let seen = Array(flags.suffix(count))
        for frame in 0..<frames {
            let linear = Float(frame + 1) / Float(frames + 1)
            let share = linear * linear * (3 - 2 * linear)
            for landmark in 0..<count {
                let isSeen = seen[landmark].contains(.present) && marks[landmark].contains(.present)
                flags.append(isSeen ? marks[landmark] : [])
                for place in landmark * stride..<(landmark + 1) * stride {
                    values.append(isSeen ? before[place] + share * (next[place] - before[place]) : 0)
                }
            }
        }
    }
}
