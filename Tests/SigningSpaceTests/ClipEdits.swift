import Foundation
import Landmarks

func sinDegrees(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
func cosDegrees(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }

extension LandmarkClip {
    /// The clip with only some of its frames.
    func keeping(frames: [Int]) -> LandmarkClip {
        let count = layout.landmarkCount
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frames.count,
            timestamps: timestamps.map { times in frames.map { times[$0] } },
            values: frames.flatMap { values[$0 * count * Self.stride..<($0 + 1) * count * Self.stride] },
            flags: frames.flatMap { flags[$0 * count..<($0 + 1) * count] })
    }

    /// The clip with some of its parts missing in all frames.
    func forgetting(_ parts: [LandmarkPart]) -> LandmarkClip {
        var (values, flags) = (values, flags)
        for range in parts.compactMap(layout.range) {
            for frame in 0..<frameCount {
                for landmark in range {
                    let place = frame * layout.landmarkCount + landmark
                    flags[place] = []
                    for offset in 0..<Self.stride { values[place * Self.stride + offset] = 0 }
                }
            }
        }
        return LandmarkClip(
            layout: layout, facts: facts, frameCount: frameCount, timestamps: timestamps, values: values,
            flags: flags)
    }
}
