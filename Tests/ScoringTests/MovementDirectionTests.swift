import Alignment
import Foundation
import Landmarks
import SigningSpace
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("The direction of a movement")
struct MovementDirectionTests {
    private static let layout = FeatureLayout([
        .init(width: 3, mismatchCost: 1), .init(width: 2, mismatchCost: 1),
    ])

    private static func sequence(_ values: [[Float]], seen: [[Bool]]? = nil) -> FeatureSequence {
        FeatureSequence(
            layout: layout, frameCount: values.count, values: Array(values.joined()),
            seen: seen.map { Array($0.joined()) } ?? [Bool](repeating: true, count: 2 * values.count))
    }

    /// A random walk; in some frames a group is not seen.
    private static func walk(_ frames: Int, gaps: Double = 0, using generator: inout SplitMix64)
        -> FeatureSequence
    {
        var place = [Float](repeating: 0, count: 5)
        var values: [[Float]] = []
        for _ in 0..<frames {
            for feature in 0..<5 { place[feature] += Float.random(in: -0.5...0.5, using: &generator) }
            values.append(place)
        }
        let seen = (0..<frames).map { _ in
            (0..<2).map { _ in Double.random(in: 0..<1, using: &generator) >= gaps }
        }
        return sequence(values, seen: seen)
    }

    private static func backwards(_ sequence: FeatureSequence) -> FeatureSequence {
        sequence.picking((0..<sequence.frameCount).reversed())
    }

    @Test("agreement is what the naive way gives, in double precision", arguments: 0..<60)
    func naive(round: Int) {
        var generator = SplitMix64(seed: UInt64(round))
        let gaps = [0, 0.2, 0.9, 1][round % 4]
        // Includes sequences of one and two frames.
        let lengths = [1 + round % 7, Int.random(in: 1...120, using: &generator)]
        let (one, two) = (
            Self.walk(lengths[0], gaps: gaps, using: &generator),
            Self.walk(lengths[1], gaps: gaps / 2, using: &generator)
        )
        for pair in [(one, two), (two, one), (two, two)] {
            let fast = MovementDirection(pair.0).agreement(with: MovementDirection(pair.1))
            let slow = NaiveDirection.agreement(pair.0, pair.1)
            #expect(abs(Double(fast) - slow) < 1e-4, "\(fast) and \(slow)")
        }
    }

    @Test(
        "played backwards, a take agrees with any other as much as before, the other way", arguments: 0..<20)
    func backwards(round: Int) {
        var generator = SplitMix64(seed: UInt64(100 + round))
        let one = Self.walk(40 + round, gaps: 0.1, using: &generator)
        let two = MovementDirection(Self.walk(75, using: &generator))
        let (forwards, back) = (MovementDirection(one), MovementDirection(Self.backwards(one)))
        #expect(abs(forwards.agreement(with: two) + back.agreement(with: two)) < 1e-4)
        #expect(abs(forwards.agreement(with: forwards) + back.agreement(with: forwards)) < 1e-4)
        #expect(abs(forwards.agreement(with: two) - two.agreement(with: forwards)) < 1e-6)
    }

    @Test("what comes and goes the same way has no direction")
    func sameBackwards() {
        var generator = SplitMix64(seed: 7)
        let there = Self.walk(30, using: &generator)
        let both = there.picking(Array(0..<30) + Array((0..<29).reversed()))
        let other = MovementDirection(Self.walk(60, using: &generator))
        #expect(abs(MovementDirection(both).agreement(with: other)) < 1e-3)
    }

    @Test("a tempo that is not even leaves the direction", arguments: [0.7, 1.4])
    func tempo(ratio: Double) {
        // A smooth path at constant speed, and with another speed in its first third.
        func place(_ share: Double) -> [Float] {
            (1...5).map { Float(sin(Double($0) * share * 2) + share) }
        }
        let even = Self.sequence((0..<60).map { place(Double($0) / 59) })
        let times = (0..<60).reduce(into: [0.0]) { $0.append($0[$1] + ($1 < 20 ? 1 / ratio : 1)) }
        let uneven = Self.sequence(times.map { place($0 / times[60]) })
        let direction = MovementDirection(even)
        let own = direction.agreement(with: direction)
        #expect(own > 0.5)
        #expect(abs(direction.agreement(with: MovementDirection(uneven)) - own) < 0.01 * own)
    }

    @Test("a take in which nothing is seen, or nothing moves, has none")
    func nothing() {
        var generator = SplitMix64(seed: 9)
        let other = MovementDirection(Self.walk(30, using: &generator))
        let unseen = Self.walk(12, gaps: 1, using: &generator)
        let still = Self.sequence([[Float]](repeating: [1, 2, 3, 4, 5], count: 12))
        for sequence in [unseen, still] {
            #expect(MovementDirection(sequence).agreement(with: other) == 0)
        }
    }

    @Test("signs that go one way have a direction, and signs that do not have none")
    func signs() throws {
        let library = try FixtureLibrary.shared.get().signs
        let directed = try ["HELLO", "THANK-YOU", "GOOD", "FINISH", "FRIEND"].map {
            try #require(library[$0])
        }
        let others = try ["MOTHER", "FATHER", "I-LOVE-YOU", "EAT", "NAME", "MORE", "WHERE"].map {
            try #require(library[$0])
        }
        #expect(directed.allSatisfy { SignDirection($0.compared) != nil })
        #expect(others.allSatisfy { SignDirection($0.compared) == nil })
    }
}
