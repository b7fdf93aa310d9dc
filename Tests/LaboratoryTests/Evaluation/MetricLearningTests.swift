import TestSupport
import SyntheticSigner
import Scoring
import SigningSpace
import Testing

@testable import Evaluation

@Suite("Learning what tells signs apart")
struct MetricLearningTests {
    private static let width = 6

    /// Differences between frames: of width `noise` along one direction for all signs; along the others,
    /// wider between different signs.
    private static func differences(
        _ count: Int, spread: Double, noise: [Double], using generator: inout SplitMix64
    ) -> [[Double]] {
        (0..<count).map { _ in
            let along = 8 * generator.normal()
            return noise.map { spread * generator.normal() + along * $0 }
        }
    }

    private static func moments(_ differences: [[Double]]) -> DifferenceStatistics.Moments {
        var moments = DifferenceStatistics.Moments(width: width)
        moments.add(differences.flatMap(\.self))
        return moments
    }

    private static func squared(_ difference: [Double], _ projection: Projection) -> Double {
        var sum = 0.0
        for column in 0..<projection.outputs {
            var value = 0.0
            for row in 0..<projection.inputs {
                value += difference[row] * Double(projection.values[row * projection.outputs + column])
            }
            sum += value * value
        }
        return sum
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// A direction of length 1.
    private static func direction(using generator: inout SplitMix64) -> [Double] {
        let raw = (0..<width).map { _ in generator.normal() }
        let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return raw.map { $0 / length }
    }

    @Test("a direction in which everybody differs is suppressed", arguments: 0..<10)
    func suppresses(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let noise = Self.direction(using: &generator)
        let same = Self.differences(800, spread: 0.3, noise: noise, using: &generator)
        let different = Self.differences(800, spread: 1, noise: noise, using: &generator)
        let projection = try MetricLearning.projection(
            same: Self.moments(same), different: Self.moments(different), directions: Self.width)
        // Along the noise the weight is small, although the noise is 64 times as large.
        let along = Self.squared(noise, projection)
        let across = Self.mean(
            (0..<50).map { _ in
                let other = Self.direction(using: &generator)
                let share = zip(other, noise).reduce(0) { $0 + $1.0 * $1.1 }
                let rest = zip(other, noise).map { $0 - share * $1 }
                return Self.squared(rest, projection) / rest.reduce(0) { $0 + $1 * $1 }
            })
        #expect(along < 0.05 * across)
        // The purpose, on held-out differences: takes of one sign come closer relative to takes of others.
        func ratio(_ distance: ([Double]) -> Double) -> Double {
            var generator = SplitMix64(seed: seed + 1000)
            let near = Self.differences(400, spread: 0.3, noise: noise, using: &generator)
            let far = Self.differences(400, spread: 1, noise: noise, using: &generator)
            return Self.mean(near.map(distance)) / Self.mean(far.map(distance))
        }
        let plain = ratio { $0.reduce(0) { $0 + $1 * $1 } }
        #expect(plain > 0.85)
        #expect(ratio { Self.squared($0, projection) } < 0.4 * plain)
    }

    @Test(
        "the directions solve B u = λ W u, and unlike frames are at a mean squared distance of 2",
        arguments: 0..<10)
    func eigenvectors(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let noise = Self.direction(using: &generator).map { 0.2 * $0 }
        let same = Self.differences(300, spread: 0.5, noise: noise, using: &generator)
        let different = Self.differences(300, spread: 1.5, noise: noise, using: &generator)
        let directions = Int.random(in: 1...4, using: &generator)
        let projection = try MetricLearning.projection(
            same: Self.moments(same), different: Self.moments(different), directions: directions)
        #expect(projection.inputs == Self.width)
        #expect(projection.outputs == directions)
        let distance = Self.mean(different.map { Self.squared($0, projection) })
        #expect(abs(distance - 2) < 1e-4)

        var (within, between) = (NaiveMoments(width: Self.width), NaiveMoments(width: Self.width))
        within.add(same)
        between.add(different)
        let deviations = (0..<Self.width).map { (between.sums[$0][$0] / between.count).squareRoot() }
        let w = within.standardised(deviations, shrinkage: MetricLearning.shrinkage)
        let b = between.standardised(deviations, shrinkage: MetricLearning.shrinkage)
        var factors: [Double] = []
        var eigenvalues: [Double] = []
        for column in 0..<directions {
            let u = (0..<Self.width).map {
                Double(projection.values[$0 * directions + column]) * deviations[$0]
            }
            let (wu, bu) = (NaiveMoments.product(w, u), NaiveMoments.product(b, u))
            let (uwu, ubu) = (
                zip(u, wu).reduce(0) { $0 + $1.0 * $1.1 }, zip(u, bu).reduce(0) { $0 + $1.0 * $1.1 }
            )
            let eigenvalue = ubu / uwu
            eigenvalues.append(eigenvalue)
            for (left, right) in zip(bu, wu) {
                #expect(abs(left - eigenvalue * right) < 1e-4 * ubu.squareRoot())
            }
            factors.append(uwu / (1 - 1 / eigenvalue))
        }
        // In order of separation, each weighted by 1 − 1/λ.
        #expect(eigenvalues == eigenvalues.sorted(by: >))
        #expect(eigenvalues.allSatisfy { $0 > 1 })
        for factor in factors { #expect(abs(factor / factors[0] - 1) < 1e-3) }
    }

    @Test("moments are sums of outer products, in parts or at once", arguments: 0..<20)
    func parts(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let all = Self.differences(
            Int.random(in: 0...90, using: &generator), spread: 1, noise: Self.direction(using: &generator),
            using: &generator)
        let whole = Self.moments(all)
        var naive = NaiveMoments(width: Self.width)
        naive.add(all)
        let cut = Int.random(in: 0...all.count, using: &generator)
        var joined = Self.moments(Array(all[..<cut]))
        joined.add(Self.moments(Array(all[cut...])), weight: 1)
        var twice = Self.moments(all)
        twice.add(whole, weight: 1.5)
        #expect(whole.count == naive.count && joined.count == naive.count && twice.count == 2.5 * naive.count)
        for row in 0..<Self.width {
            for column in row..<Self.width {
                let place = row * Self.width + column
                let expected = naive.sums[row][column]
                #expect(abs(whole.sums[place] - expected) < 1e-8)
                #expect(abs(joined.sums[place] - expected) < 1e-8)
                #expect(abs(twice.sums[place] - 2.5 * expected) < 1e-8)
            }
        }
    }

    @Test("differences that do not vary still give a metric, of finite numbers")
    func degenerate() throws {
        let one = [[1.0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]]
        let projection = try MetricLearning.projection(
            same: Self.moments([[0.1, 0, 0, 0, 0, 0]]), different: Self.moments(one), directions: 4)
        #expect(projection.values.allSatisfy { $0.isFinite })
        #expect(abs(Self.squared(one[0], projection) - 2) < 1e-4)
    }
}
