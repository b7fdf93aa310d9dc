import Foundation
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("An attempt's level beside a cohort")
struct CohortTests {
    /// The mean of the nearest twelfth, rounded up; drawn toward the typical level with the weight of five
    /// signs; at most 1.6 times the typical level.
    private static func naive(_ distances: [Double]) -> Double {
        var left = distances
        var near: [Double] = []
        while 12 * near.count < distances.count {
            guard let smallest = left.min(), let place = left.firstIndex(of: smallest) else { break }
            near.append(left.remove(at: place))
        }
        var sum = 0.0
        for distance in near { sum += distance }
        let mean = near.isEmpty ? 0 : sum / Double(near.count)
        let typical = LearnedConstants.typicalLevel
        let drawn =
            (Double(distances.count) * mean + 5 * typical) / (Double(distances.count) + 5)
        return drawn > 1.6 * typical ? 1.6 * typical : drawn
    }

    @Test("agrees with the obvious computation, in any order", arguments: 0..<200)
    func naive(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        // Around the numbers of signs at which the nearest twelfth grows by one.
        let count = [0, 1, 2, 11, 12, 13, 24, 25, 31, 32, 36, 37, 100][Int(seed) % 13]
        let distances = (0..<count).map { _ in Double.random(in: 0.2...1.6, using: &generator) }
        let level = Cohort.level(distances)
        #expect(abs(level - Self.naive(distances)) < 1e-12)
        #expect(Cohort.level(distances.shuffled(using: &generator)) == level)
    }

    @Test("few signs say little, noise is not forgiven, and ties are no matter")
    func edges() {
        let typical = LearnedConstants.typicalLevel
        #expect(abs(Cohort.level([]) - typical) < 1e-12)
        #expect(Cohort.level([typical, typical]).distance(to: typical).magnitude < 1e-12)
        #expect(Cohort.level([0]) == 5 * typical / 6)
        for count in [1, 12, 32] {
            let far = [Double](repeating: 1000, count: count)
            #expect(Cohort.level(far) == 1.6 * typical)
        }
        #expect(Cohort.level([.infinity]) == 1.6 * typical)
        #expect(Cohort.level([Double](repeating: 0.5, count: 32)) < typical)
    }

    @Test("an attempt's level is that of its distances to the members, over what is typical for each")
    func attempt() throws {
        let library = try FixtureLibrary.shared.get()
        let sign = try #require(library.signs["HELLO"])
        let attempt = try FixtureLibrary.attempt("hello.json")
        let distances = try sign.cohort.members.map { member in
            try member.takes.map { try TakeComparison(ComparedTake(attempt), with: $0).distance }.reduce(
                .infinity, min)
                / member.distance
        }
        #expect(distances.count == 19)
        #expect(
            abs(sign.cohort.standing(of: attempt, amongSignsBy: sign.signers).level - Self.naive(distances))
                < 1e-12)
        #expect(
            Cohort(sign.cohort.members.reversed()).standing(of: attempt, amongSignsBy: sign.signers).level
                == sign.cohort.standing(of: attempt, amongSignsBy: sign.signers).level)
        #expect(
            abs(
                Cohort.empty.standing(of: attempt, amongSignsBy: sign.signers).level
                    - LearnedConstants.typicalLevel) < 1e-12)
    }

    /// By comparing every take of every member.
    private static func standing(
        _ attempt: PreparedTake, _ cohort: Cohort, _ signers: Set<String>
    ) -> Cohort.Standing {
        var distances: [Double] = []
        var rivals: [(gloss: String, distance: Double)] = []
        for member in cohort.members {
            var nearest: (signer: String, distance: Double)?
            for take in member.takes {
                guard let distance = try? TakeComparison(ComparedTake(attempt), with: take).distance else {
                    continue
                }
                if nearest.map({ distance < $0.distance }) ?? true { nearest = (take.signer, distance) }
            }
            guard let nearest else { continue }
            distances.append(nearest.distance / member.distance)
            if signers.contains(nearest.signer) {
                rivals.append((member.gloss, nearest.distance / member.distance))
            }
        }
        return Cohort.Standing(distances, rivals: rivals)
    }

    @Test("a standing has the bits of comparing every take", arguments: 0..<40)
    func slowTwin(seed: UInt64) throws {
        var generator = SplitMix64(seed: 300 + seed)
        let signs = try FixtureLibrary.shared.get().signs.values.sorted { $0.gloss < $1.gloss }
        // Some fixtures show no hand.
        let attempt = try #require(
            try FixtureTruth.all().shuffled(using: &generator).lazy.compactMap {
                try? FixtureLibrary.attempt($0.file)
            }.first)
        let named = ["ann", "bob", "cat"]
        var members: [Cohort.Member] = []
        for sign in signs.shuffled(using: &generator).prefix(Int.random(in: 0...20, using: &generator)) {
            var takes: [ComparedTake] = []
            for take in sign.takes.prefix(Int.random(in: 1...4, using: &generator)) {
                takes.append(
                    ComparedTake(
                        PreparedTake(
                            take.clip, signer: named[Int.random(in: 0..<3, using: &generator)],
                            metric: take.metric)))
            }
            let distance = Double.random(in: 0.5...2, using: &generator)
            members.append(.init(gloss: sign.gloss, takes: takes, distance: distance))
            // Another sign that is as near.
            if seed % 4 == 0 {
                members.append(.init(gloss: "\(sign.gloss)2", takes: takes, distance: distance))
            }
        }
        let cohort = Cohort(members)
        let signers = Set(named.prefix(Int.random(in: 0...3, using: &generator)))
        let (own, twin) = (
            cohort.standing(of: attempt, amongSignsBy: signers), Self.standing(attempt, cohort, signers)
        )
        #expect(own.level.bitPattern == twin.level.bitPattern)
        #expect(own.nearest?.gloss == twin.nearest?.gloss)
        #expect(own.nearest?.distance.bitPattern == twin.nearest?.distance.bitPattern)
    }

    @Test("a sign of the cohort whose takes are gone is left out")
    func gone() throws {
        let takes = try #require(try FixtureLibrary.shared.get().signs["NO"]?.takes)
        let named = ["A", "B", "C"].map {
            SignCalibration.CohortSign(sign: $0, takes: [$0 + "-1"], distance: 2)
        }
        let cohort = Cohort(named) { $0.sign == "B" ? [] : takes.map(ComparedTake.init) }
        #expect(cohort.members.map(\.gloss) == ["A", "C"])
        struct Lost: Error {}
        #expect(throws: Lost.self) { try Cohort(named) { _ in throw Lost() } }
    }
}
