import Foundation
import Landmarks

/// Edits of a recording that do not change its signing.
extension LandmarkClip {
    /// Moves every landmark of the picture; x and y are relative to the picture's centre, in picture widths.
    func movingPicture(_ move: (SIMD2<Double>) -> SIMD2<Double>, depth: Double = 1) -> LandmarkClip {
        var values = values
        for landmark in flags.indices where flags[landmark].contains(.present) {
            let at = landmark * Self.stride
            let place = move(
                SIMD2(Double(values[at]) - 0.5, (Double(values[at + 1]) - 0.5) / aspectRatio))
            values[at] = Float(place.x + 0.5)
            values[at + 1] = Float(place.y * aspectRatio + 0.5)
            values[at + 2] *= Float(depth)
        }
        return edited(frameCount: frameCount, timestamps: timestamps, values: values, flags: flags)
    }

    /// Moves the picture by shares of its width.
    func translated(_ way: SIMD2<Double>) -> LandmarkClip { movingPicture { $0 + way } }

    func scaled(_ factor: Double) -> LandmarkClip { movingPicture({ factor * $0 }, depth: factor) }

    func rolled(degrees: Double) -> LandmarkClip {
        let (s, c) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        return movingPicture { SIMD2(c * $0.x - s * $0.y, s * $0.x + c * $0.y) }
    }

    /// The landmarks at another frame rate, each interpolated linearly between the frames that show it, else
    /// taken from the nearest frame. Times do not change.
    func resampled(fps: Double) -> LandmarkClip {
        let first = time(ofFrame: 0)
        let count = Int((time(ofFrame: frameCount - 1) - first) * fps + 1e-6) + 1
        var (values, flags, times) = ([Float](), [LandmarkFlags](), [Double]())
        var before = 0
        for frame in 0..<count {
            let now = first + Double(frame) / fps
            times.append(now)
            while before + 2 < frameCount, time(ofFrame: before + 1) <= now { before += 1 }
            let (start, end) = (time(ofFrame: before), time(ofFrame: before + 1))
            let share = Float(min(max((now - start) / (end - start), 0), 1))
            for landmark in 0..<layout.landmarkCount {
                let rows = [before, before + 1].map { $0 * layout.landmarkCount + landmark }
                let nearest = rows[share < 0.5 ? 0 : 1]
                let isBetween = rows.allSatisfy { self.flags[$0].contains(.present) }
                flags.append(self.flags[nearest])
                for place in 0..<Self.stride {
                    let both = rows.map { self.values[$0 * Self.stride + place] }
                    values.append(
                        isBetween
                            ? both[0] + share * (both[1] - both[0])
                            : self.values[nearest * Self.stride + place])
                }
            }
        }
        var clip = edited(frameCount: count, timestamps: times, values: values, flags: flags)
        clip.facts.fps = fps
        return clip
    }

    /// Holds the first posture before the recording and the last posture after it.
    func resting(seconds: Double) -> LandmarkClip {
        let row = layout.landmarkCount
        let interval = 1 / (facts.fps ?? Self.assumedFPS)
        let wait = Int((seconds / interval).rounded())
        let frames =
            [Int](repeating: 0, count: wait) + Array(0..<frameCount)
            + [Int](repeating: frameCount - 1, count: wait)
        let times =
            (0..<wait).map { time(ofFrame: 0) + Double($0 - wait) * interval }
            + (0..<frameCount).map { time(ofFrame: $0) }
            + (0..<wait).map { time(ofFrame: frameCount - 1) + Double($0 + 1) * interval }
        return edited(
            frameCount: frames.count, timestamps: times.map { $0 - times[0] },
            values: frames.flatMap { values[$0 * row * Self.stride..<($0 + 1) * row * Self.stride] },
            flags: frames.flatMap { flags[$0 * row..<($0 + 1) * row] })
    }

    /// Removes each hand from a random share of the frames that show it, at least from one.
    func losingHands(share: Double, using generator: inout some RandomNumberGenerator) -> LandmarkClip {
        var flags = flags
        for part in [LandmarkPart.leftHand, .rightHand] {
            let seen = (0..<frameCount).filter { isPresent(part, frame: $0) }.shuffled(using: &generator)
            for frame in seen.prefix(Int((share * Double(seen.count)).rounded(.up))) {
                for landmark in layout.range(of: part) ?? 0..<0 {
                    flags[frame * layout.landmarkCount + landmark] = []
                }
            }
        }
        return edited(frameCount: frameCount, timestamps: timestamps, values: values, flags: flags)
    }

    /// Removes the hands that `other`, of equal length, does not show.
    func losingHands(lostIn other: LandmarkClip) -> LandmarkClip {
        var flags = flags
        for part in [LandmarkPart.leftHand, .rightHand] {
            for frame in 0..<frameCount where !other.isPresent(part, frame: frame) {
                for landmark in layout.range(of: part) ?? 0..<0 {
                    flags[frame * layout.landmarkCount + landmark] = []
                }
            }
        }
        return edited(frameCount: frameCount, timestamps: timestamps, values: values, flags: flags)
    }

    /// The clip without a part in some frames.
    func without(_ part: LandmarkPart, in isLost: (Int) -> Bool) -> LandmarkClip {
        var flags = flags
        for frame in 0..<frameCount where isLost(frame) {
            for landmark in layout.range(of: part) ?? 0..<0 {
                flags[frame * layout.landmarkCount + landmark].remove(.present)
            }
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }

    private func edited(
        frameCount: Int, timestamps: [Double]?, values: [Float], flags: [LandmarkFlags]
    ) -> LandmarkClip {
        LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags, warnings: warnings)
    }
}
