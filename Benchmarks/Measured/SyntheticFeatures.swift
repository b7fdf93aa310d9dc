import Alignment
import Foundation
import SyntheticSigner

/// Takes of artificial signs as feature frames, for benchmarks that do not depend on the signer.
///
/// A sign is a smooth curve in a few hidden dimensions, mixed into all features, so that features are
/// correlated as those of a body. A take adds a signer's offset, a varying tempo, and jitter. Equal arguments
/// give equal numbers on every machine.
public struct SyntheticFeatures: Sendable {
    /// One group, seen in every frame.
    public let layout: FeatureLayout

    private static let hidden = 24
    private static let waves = 3

    /// `[hidden][features]`.
    private let mixing: [Float]
    private let seed: UInt64

    /// Signs of a seed, with `dimension` features per frame.
    public init(dimension: Int = 150, seed: UInt64 = 1) {
        layout = FeatureLayout([.init(width: dimension, mismatchCost: 1)])
        self.seed = seed
        var random = SplitMix64(seed: seed)
        // A falling spectrum, as real features have.
        mixing = (0..<Self.hidden * dimension).map { place in
            Float(Self.normal(&random) / (1 + Double(place / dimension)).squareRoot())
        }
    }

    /// A take of `sign` in `frames` frames. O(frames · features).
    public func take(of sign: Int, number: Int, frames: Int) -> FeatureSequence {
        var shape = SplitMix64(seed: seed &+ UInt64(sign) &* 7919)
        let curves = (0..<Self.hidden).map { _ in
            (0..<Self.waves).map { wave in
                (
                    height: Self.normal(&shape) / Double(wave + 1),
                    phase: Double.random(in: 0..<1, using: &shape)
                )
            }
        }
        var chance = SplitMix64(seed: seed &+ UInt64(sign) &* 7919 &+ UInt64(number + 1) &* 104_729)
        let bend = Double.random(in: -0.1...0.1, using: &chance)
        let offsets = (0..<Self.hidden).map { _ in 0.15 * Self.normal(&chance) }

        let count = layout.dimension
        let values = [Float](unsafeUninitializedCapacity: frames * count) { buffer, written in
            for feature in 0..<frames * count {
                buffer.initializeElement(at: feature, to: Float.random(in: -0.09...0.09, using: &chance))
            }
            for frame in 0..<frames {
                let place = Double(frame) / Double(max(frames - 1, 1))
                let time = place + bend * sin(.pi * place)
                for dimension in 0..<Self.hidden {
                    let state = Float(
                        curves[dimension].enumerated().reduce(offsets[dimension]) { sum, wave in
                            let turns = Double(wave.offset + 1) * time / 2 + wave.element.phase
                            return sum + wave.element.height * sin(2 * .pi * turns)
                        })
                    for feature in 0..<count {
                        buffer[frame * count + feature] += state * mixing[dimension * count + feature]
                    }
                }
            }
            written = frames * count
        }
        return FeatureSequence(
            layout: layout, frameCount: frames, values: values,
            seen: Array(repeating: true, count: frames))
    }

    /// `count` takes of `count` / 10 signs, 65 to 95 frames each; two successive takes average 80.
    public func library(of count: Int) -> [FeatureSequence] {
        var random = SplitMix64(seed: seed &+ 31)
        var longer = 0
        return (0..<count).map { number in
            longer = number.isMultiple(of: 2) ? Int.random(in: -15...15, using: &random) : -longer
            return take(of: number / 10, number: number % 10, frames: 80 + longer)
        }
    }

    /// Takes of different signs in sequence, `frames` in all.
    public func stream(frames: Int) -> FeatureSequence {
        var values: [Float] = []
        var sign = 0
        while values.count < frames * layout.dimension {
            values += take(of: sign, number: 20, frames: 75).values
            sign += 1
        }
        return FeatureSequence(
            layout: layout, frameCount: frames, values: Array(values.prefix(frames * layout.dimension)),
            seen: Array(repeating: true, count: frames))
    }

    /// One of the two deviates of Box & Muller (1958).
    private static func normal(_ random: inout SplitMix64) -> Double {
        let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
        return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
    }
}
