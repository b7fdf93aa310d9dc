import Landmarks
import SyntheticSigner

/// Recordings that no camera makes but a reader accepts: parts and landmarks appear and disappear, hands
/// collapse to a point or lie 100,000 image widths away, time stops or jumps.
enum HostileClip {
    static func random(seed: UInt64) -> LandmarkClip {
        var generator = SplitMix64(seed: seed)
        var parts: [LandmarkPart] = [.leftHand, .rightHand]
        if seed % 4 != 0 { parts.append(.pose) }
        if seed % 3 == 0 { parts.append(.face) }
        let layout = LandmarkLayout(parts: parts)
        let frames = Int.random(in: 4...40, using: &generator)
        var values: [Float] = []
        var flags: [LandmarkFlags] = []
        for _ in 0..<frames {
            for part in layout.parts {
                let isLost = Int.random(in: 0..<6, using: &generator) == 0
                let isPoint = Int.random(in: 0..<12, using: &generator) == 0
                let range: Float = Int.random(in: 0..<30, using: &generator) == 0 ? 1e5 : 1
                let place = Self.place(range, using: &generator)
                for _ in 0..<layout.count(of: part) {
                    let isAbsent = isLost || Int.random(in: 0..<300, using: &generator) == 0
                    let isRated = part == .pose && Int.random(in: 0..<2, using: &generator) == 0
                    let rating = Float.random(in: 0..<1, using: &generator)
                    let point = isPoint ? place : place + 0.1 * Self.place(range, using: &generator)
                    flags.append(isAbsent ? [] : isRated ? [.present, .hasVisibility] : .present)
                    values += isAbsent ? [0, 0, 0, 0] : [point.x, point.y, point.z, isRated ? rating : 0]
                }
            }
        }
        return LandmarkClip(
            layout: layout,
            facts: SourceFacts(
                fps: [nil, 12, 30, 50].randomElement(using: &generator) ?? nil,
                width: seed % 2 == 0 ? 1280 : nil, height: seed % 2 == 0 ? 720 : nil,
                mirrored: [nil, true, false].randomElement(using: &generator) ?? nil,
                dominantHand: [nil, .left, .right].randomElement(using: &generator) ?? nil),
            frameCount: frames, timestamps: seed % 5 < 2 ? nil : Self.times(frames, using: &generator),
            values: values, flags: flags)
    }

    private static func place(_ range: Float, using generator: inout SplitMix64) -> SIMD3<Float> {
        SIMD3(
            .random(in: -range...range, using: &generator), .random(in: -range...range, using: &generator),
            .random(in: -range...range, using: &generator))
    }

    private static func times(_ frames: Int, using generator: inout SplitMix64) -> [Double] {
        var now = 3.0
        return (0..<frames).map { _ in
            now += ([0, 0.01, 1.0 / 30, 1.0 / 30, 0.07, 0.15, 0.3].randomElement(using: &generator) ?? 0)
            return now
        }
    }
}
