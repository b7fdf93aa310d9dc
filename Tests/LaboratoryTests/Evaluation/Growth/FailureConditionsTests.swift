import SyntheticSigner
import Testing

@testable import Evaluation
@testable import Signify

@Suite("Conditions under which right attempts fail")
struct FailureConditionsTests {
    private typealias Trial = FailureConditions.Trial

    private static func groups(
        _ condition: FailureConditions.Condition, _ trials: [Trial]
    ) -> [FailureConditions.Group] {
        FailureConditions(trials).groups.filter { $0.condition == condition }
    }

    @Test("thirds have the same weight, and their rates are those of their trials")
    func thirds() {
        let trials = (1...9).map {
            Trial(values: [.tempo: Double($0) / 10], hasFailed: [3, 7, 8, 9].contains($0), weight: 0.5)
        }
        let groups = Self.groups(.tempo, trials.reversed())
        #expect(groups.map(\.name) == ["lowest", "middle", "highest"])
        #expect(groups.map(\.least) == [0.1, 0.4, 0.7])
        #expect(groups.map(\.greatest) == [0.3, 0.6, 0.9])
        #expect(groups.map(\.trials) == [3, 3, 3])
        #expect(groups.map(\.failed) == [1.0 / 3, 0, 1])
        #expect(zip(groups, [0.75, 0, 2.25]).allSatisfy { abs($0.overMean - $1) < 1e-12 })
        #expect(Self.groups(.handLoss, trials).isEmpty)
    }

    @Test("an attempt counts once, however many references it has")
    func weights() {
        let often = (0..<10).map { _ in Trial(values: [.otherHand: 1], hasFailed: true, weight: 0.1) }
        let rest = [false, false, true].map {
            Trial(values: [.otherHand: 0], hasFailed: $0, weight: 1)
        }
        let groups = Self.groups(.otherHand, often + rest)
        #expect(groups.map(\.name) == ["same hand", "other hand"])
        #expect(groups.map(\.trials) == [3, 10])
        #expect(zip(groups, [1.0 / 3, 1]).allSatisfy { abs($0.failed - $1) < 1e-12 })
        #expect(zip(groups, [2.0 / 3, 2]).allSatisfy { abs($0.overMean - $1) < 1e-12 })
    }

    @Test(
        "equal values stay together, on the side of a cut where most of them are",
        arguments: [
            ([0, 0, 0, 0, 0, 0.5], ["lower", "higher"], [5, 1]),
            ([0.5, 1, 1, 1, 1, 1, 1, 2], ["lowest", "middle", "highest"], [1, 6, 1]),
            ([1, 1, 1], ["lower"], [3]), ([1, 2], ["lower", "higher"], [1, 1]), ([], [], []),
        ] as [([Double], [String], [Int])])
    func ties(values: [Double], names: [String], counts: [Int]) {
        let trials = values.map { Trial(values: [.handLoss: $0], hasFailed: false, weight: 1) }
        let groups = Self.groups(.handLoss, trials)
        #expect(groups.map(\.name) == names)
        #expect(groups.map(\.trials) == counts)
        #expect(groups.allSatisfy { $0.failed == 0 && $0.overMean.isNaN })
    }

    @Test("conditions are measured on the takes")
    func measured() throws {
        let samples = try TakeSamples()
        var left = SignerProfile.ada
        left.name = "left"
        left.dominantHand = .left
        var turned = SignerProfile.ada
        turned.name = "turned"
        turned.camera.yaw = 35
        for (profile, seed) in [(.ada, 1), (left, 2), (turned, 3)] as [(SignerProfile, UInt64)] {
            for gloss in ["HELLO", "NO"] {
                try samples.write(gloss, by: profile, 0, seed: seed)
                try samples.write(gloss, by: profile, 4, seed: seed + 10)
            }
        }
        let takes = try RecordedTakes(TakeFolder(samples.path))
        let groups = FailureConditions([(takes, try PairwiseScores(takes))]).groups
        let hands = groups.filter { $0.condition == .otherHand }
        // Each of six attempts has two other signers' references; a left hand is in four of the twelve pairs
        // as the attempt's, and in four as the reference's.
        #expect(hands.map(\.trials) == [4, 8])
        let angles = groups.filter { $0.condition == .angle }
        #expect(abs((angles.last?.greatest ?? 0) - 35) < 8)
        #expect((angles.first?.least ?? 90) < 10)
        let tempo = groups.filter { $0.condition == .tempo }
        #expect(tempo.reduce(0) { $0 + $1.trials } == 12)
        #expect(tempo.allSatisfy { $0.least > 0.4 && $0.greatest < 2.5 })
    }
}
