import TestSupport
import Alignment

extension FeatureSequence {
    /// A random walk around an offset far from 0, like coordinates, with runs of missing groups.
    static func random(
        _ layout: FeatureLayout, frames: Int, missing: Double = 0.1, offset: Float = 3,
        using generator: inout SplitMix64
    ) -> FeatureSequence {
        var values: [Float] = []
        var seen: [Bool] = []
        var place = (0..<layout.dimension).map { _ in offset + Float.random(in: -1...1, using: &generator) }
        for _ in 0..<frames {
            for feature in place.indices {
                place[feature] += Float.random(in: -0.3...0.3, using: &generator)
            }
            values += place
            seen += layout.groups.map { _ in Double.random(in: 0..<1, using: &generator) >= missing }
        }
        return FeatureSequence(layout: layout, frameCount: frames, values: values, seen: seen)
    }
}

extension FeatureLayout {
    static func random(using generator: inout SplitMix64) -> FeatureLayout {
        FeatureLayout(
            (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                Group(
                    width: Int.random(in: 1...20, using: &generator),
                    mismatchCost: Float.random(in: 0...4, using: &generator))
            })
    }
}
