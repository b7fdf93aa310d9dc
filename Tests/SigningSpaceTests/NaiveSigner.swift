import Landmarks

@testable import SigningSpace

/// The positions of a signer's body parts, one landmark and one frame at a time, as documented: the slow twin
/// of ``BodyFrame``, ``SignerTracks`` and ``Timeline/resample(_:)``.
struct NaiveSigner {
    /// One point per landmark, one element per frame; `nil` where the part is missing.
    typealias Part = [[SIMD3<Float>]?]

    let clip: LandmarkClip
    let timeline: Timeline
    let frame: BodyFrame

    /// A landmark in image widths; `nil` where it was not detected.
    static func landmark(_ clip: LandmarkClip, _ part: LandmarkPart, _ index: Int, _ frame: Int) -> SIMD3<
        Float
    >? {
        guard let range = clip.layout.range(of: part),
            clip.isPresent(frame: frame, landmark: range.lowerBound + index)
        else { return nil }
        let place = 4 * (frame * clip.layout.landmarkCount + range.lowerBound + index)
        return SIMD3(
            clip.values[place], clip.values[place + 1] * Float(1 / clip.aspectRatio), clip.values[place + 2])
    }

    /// The stated visibility of a detected landmark, 1 where none is stated.
    private func visibility(_ index: Int, _ source: Int) -> Float {
        guard let range = clip.layout.range(of: .pose) else { return 0 }
        let place = source * clip.layout.landmarkCount + range.lowerBound + index
        guard clip.flags[place].contains(.present) else { return 0 }
        return clip.flags[place].contains(.hasVisibility) ? clip.values[4 * place + 3] : 1
    }

    private func inSigningSpace(_ point: SIMD3<Float>) -> SIMD3<Float> {
        let x = (frame.isMirrored ? -point.x : point.x) - frame.origin.x
        let (y, z) = (point.y - frame.origin.y, point.z - frame.origin.z)
        let (c, s) = frame.rotation
        return SIMD3(frame.scale * (c * x + s * y), frame.scale * (c * y - s * x), frame.scale * z)
    }

    func part(_ part: LandmarkPart, _ landmarks: [Int]) -> Part {
        smoothed(
            resampled { source in
                let points = landmarks.compactMap { Self.landmark(clip, part, $0, source) }
                return points.count == landmarks.count ? points.map(inSigningSpace) : nil
            })
    }

    func wrist(_ landmarks: [Int]) -> Part {
        smoothed(
            resampled { source in
                guard landmarks.allSatisfy({ visibility($0, source) > SignerTracks.wristVisibility }) else {
                    return nil
                }
                let points = landmarks.compactMap { Self.landmark(clip, .pose, $0, source) }
                let mean = points.reduce(SIMD3<Float>(), +) / Float(points.count)
                return [inSigningSpace(SIMD3(mean.x, mean.y, 0))]
            })
    }

    func resampled(_ points: (Int) -> [SIMD3<Float>]?) -> Part {
        let sources = clip.frameCount == 0 ? [] : timeline.times.indices.filter { points($0) != nil }
        return (0..<timeline.frameCount).map { frame in
            let now = timeline.time(frame)
            guard let after = sources.first(where: { timeline.times[$0] >= now - 1e-6 }),
                let end = points(after)
            else { return nil }
            if timeline.times[after] <= now + 1e-6 { return end }
            guard let before = sources.last(where: { $0 < after }), let start = points(before) else {
                return nil
            }
            let step = timeline.times[after] - timeline.times[before]
            guard step <= timeline.gap else { return nil }
            let share = Float((timeline.times[after] - now) / step)
            return zip(start, end).map { share == 0 ? $1 : $1 + share * ($0 - $1) }
        }
    }

    private func smoothed(_ part: Part) -> Part {
        part.indices.map { frame in
            guard let points = part[frame] else { return nil }
            let neighbours = [frame - 1, frame + 1].compactMap { part.indices.contains($0) ? part[$0] : nil }
            return points.indices.map { point in
                let sum = neighbours.reduce(2 * points[point]) { $0 + $1[point] }
                return sum / Float(2 + neighbours.count)
            }
        }
    }

    /// The transform of a clip, from the medians over its frames.
    static func frame(_ clip: LandmarkClip, mirrored: Bool) -> BodyFrame {
        func both(_ part: LandmarkPart, _ a: Int, _ b: Int) -> [(SIMD3<Float>, SIMD3<Float>)] {
            (0..<clip.frameCount).compactMap { frame in
                guard let a = landmark(clip, part, a, frame), let b = landmark(clip, part, b, frame) else {
                    return nil
                }
                return (a, b)
            }
        }
        func length(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
            ((a - b).x * (a - b).x + (a - b).y * (a - b).y).squareRoot()
        }
        func median(_ values: [Float]) -> Float { values.isEmpty ? 0 : values.sorted()[values.count / 2] }

        let shoulders = both(.pose, 11, 12)
        let width = median(shoulders.map { length($0, $1) })
        guard width > 1e-4 else {
            let hands = both(.leftHand, 9, 0) + both(.rightHand, 9, 0)
            let palm = median(hands.map { length($0, $1) })
            let x = median(hands.map { (($1 + $0) / 2).x })
            return BodyFrame(
                origin: SIMD3(mirrored ? -x : x, median(hands.map { (($1 + $0) / 2).y }), 0),
                scale: palm > 1e-4 ? 1 / (palm * BodyFrame.shouldersPerPalm) : 1, rotation: (1, 0),
                isMirrored: mirrored, hasBody: false)
        }
        let across = median(shoulders.map { ($0 - $1).x })
        let down = median(shoulders.map { ($0 - $1).y })
        let span = SIMD2(across, mirrored ? -down : down)
        let reach = (span.x * span.x + span.y * span.y).squareRoot()
        let x = median(shoulders.map { (($0 + $1) / 2).x })
        return BodyFrame(
            origin: SIMD3(mirrored ? -x : x, median(shoulders.map { (($0 + $1) / 2).y }), 0),
            scale: 1 / width,
            rotation: reach > 0 ? (span.x / reach, span.y / reach) : (1, 0), isMirrored: mirrored,
            hasBody: true)
    }
}
