import Foundation
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("To and fro")
struct SwingsTests {
    private static func ways(_ cycles: Double, size: Float = 0.2, noise: Float = 0, frames: Int = 60)
        -> [SIMD2<Float>]
    {
        var generator = SplitMix64(seed: UInt64(cycles * 8) + 1)
        func tremble() -> Float { noise * Float.random(in: -1...1, using: &generator) }
        return (0..<frames).map { frame in
            let along = size * Float(cos(Double(frame) / Double(frames - 1) * cycles * 2 * .pi))
            return SIMD2(0.8 * along + tremble(), 0.6 * along + tremble())
        }
    }

    @Test(
        "every half round is a run, whatever the direction, and noise is none",
        arguments: [1.0, 1.5, 2, 2.5, 3, 4])
    func counts(cycles: Double) {
        for noise: Float in [0, 0.03] {
            #expect(Swings.count(Self.ways(cycles, noise: noise), least: 0.05) == Int(2 * cycles), "\(noise)")
        }
        let turned = Self.ways(cycles).map { SIMD2(-$0.y, $0.x) }
        #expect(Swings.count(turned, least: 0.05) == Int(2 * cycles))
    }

    @Test("what hardly moves does not swing, and nothing does not crash")
    func still() {
        #expect(Swings.count(Self.ways(3, size: 0.01), least: 0.05) == 0)
        #expect(Swings.count([], least: 0.05) == 0)
        #expect(Swings.count([SIMD2<Float>](repeating: SIMD2(1, 2), count: 9), least: 0.05) == 0)
    }
}
