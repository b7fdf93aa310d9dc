import Alignment
import Foundation
import SyntheticSigner
import Testing

@testable import Scoring

@Suite("The thresholds of strangers and of signers of the takes")
struct StrangerThresholdTests {
    @Test(
        "two takes by each of the first three signers are a library's sample, in their order",
        arguments: 0..<20)
    func sample(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let takes = (0..<Int.random(in: 0...30, using: &generator)).map { number in
            (signer: "abcdef".randomElement(using: &generator).map(String.init) ?? "", number: number)
        }
        let sample = StrangerThreshold.sample(takes) { $0.signer }
        #expect(sample.map(\.number) == sample.map(\.number).sorted())
        var first: [String] = []
        for take in takes where !first.contains(take.signer) { first.append(take.signer) }
        for signer in first {
            let own = takes.filter { $0.signer == signer }.prefix(first.prefix(3).contains(signer) ? 2 : 0)
            #expect(sample.filter { $0.signer == signer }.map(\.number) == own.map(\.number))
        }
        // Those that represent the sign in a cohort are among them, and a pool of samples has the same samples.
        #expect(sample.prefix(2).map(\.number) == takes.prefix(2).map(\.number))
        #expect(StrangerThreshold.sample(sample) { $0.signer }.map(\.number) == sample.map(\.number))
    }

    /// Takes of the fixtures' signs under other signers' names.
    private static func library(seed: UInt64, signers: Int) throws -> [[PreparedTake]] {
        var generator = SplitMix64(seed: seed)
        return try FixtureLibrary.shared.get().signs.sorted { $0.key < $1.key }.prefix(6).map { _, sign in
            sign.takes.map { take in
                let signer = "\(Int.random(in: 0..<signers, using: &generator))"
                return PreparedTake(take.clip, signer: signer, metric: take.metric)
            }
        }
    }

    private static func measured(_ signs: [[PreparedTake]]) -> StrangerThreshold {
        StrangerThreshold(signs.map { $0.map { ComparedTake($0) } })
    }

    @Test("without a sign by several signers, the threshold is the learned one")
    func learned() throws {
        #expect(StrangerThreshold([]) == .learned)
        #expect(Self.measured(try Self.library(seed: 1, signers: 1)) == .learned)
        let first = try #require(try Self.library(seed: 1, signers: 4).first)
        // One sign has right trials only.
        #expect(Self.measured([first]) == .learned)
    }

    @Test("the threshold is that of every trial written out", arguments: 0..<4)
    func twin(seed: UInt64) throws {
        let library = try Self.library(seed: seed, signers: 3)
        let measured = Self.measured(library)
        let trials = try Self.trials(library)
        guard let naive = trials.equal else {
            #expect(measured == .learned)
            return
        }
        #expect(measured.signs == trials.signs)
        let weight = Double(trials.signs) / Double(trials.signs + 5)
        let expected =
            weight * (LearnedConstants.trialsFactor * naive.distance).logarithm
            + (1 - weight) * LearnedConstants.strangerThreshold.logarithm
        #expect(abs(measured.threshold.logarithm - expected) < 1e-9)
        #expect(
            abs(measured.errors - weight * naive.rate - (1 - weight) * LearnedConstants.strangerErrors) < 1e-9
        )
        // Nothing depends on the order of the signs as long as all of them are taken.
        #expect(abs(Self.measured(library.reversed()).threshold - measured.threshold) < 1e-9)
    }

    private static func trials(
        _ library: [[PreparedTake]]
    ) throws -> (signs: Int, equal: (distance: Double, rate: Double)?) {
        let signs = library.map { takes in StrangerThreshold.sample(takes) { $0.signer } }
            .filter { Set($0.map(\.signer)).count > 1 }
        let entries = signs.indices.flatMap { sign in
            Set(signs[sign].map(\.signer)).sorted().map { signer in
                (sign: sign, signer: signer, takes: signs[sign].filter { $0.signer == signer })
            }
        }
        func distance(_ take: PreparedTake, _ entry: Int) throws -> Double {
            try SignComparison(ComparedTake(take), with: entries[entry].takes.map(ComparedTake.init)).nearest
                .distance
        }
        var typical: [Double] = []
        for entry in entries.indices {
            var all: [Double] = []
            for other in entries where other.sign != entries[entry].sign {
                for take in other.takes { all.append(try distance(take, entry)) }
            }
            let others = Double(Set(entries.map(\.sign)).count - 1)
            let mean = all.isEmpty ? 0 : all.reduce(0, +) / Double(all.count)
            typical.append((others * mean + 5 * LearnedConstants.typicalDistance) / (others + 5))
        }
        var wrong: [Double] = []
        var right: [[Int]: [(distance: Double, farther: Double)]] = [:]
        for (place, entry) in entries.enumerated() {
            for take in entry.takes {
                let strangers = entries.indices.filter { entries[$0].signer != entry.signer }
                for other in strangers {
                    let apart = try strangers.filter { entries[$0].sign != entries[other].sign }
                        .map { try distance(take, $0) / typical[$0] }
                    let over = try distance(take, other) / typical[other]
                    let relative = over / Cohort.leniency(Cohort.level(apart))
                    if entries[other].sign == entry.sign {
                        let farther = Double(apart.count { $0 > over }) / Double(max(apart.count, 1))
                        right[[min(place, other), max(place, other)], default: []].append((relative, farther))
                    } else {
                        wrong.append(relative)
                    }
                }
            }
        }
        let kept = right.values.filter { both in
            both.reduce(0) { $0 + $1.farther } / Double(both.count) >= 0.75
        }.flatMap { $0.map(\.distance) }
        guard !kept.isEmpty, !wrong.isEmpty else { return (signs.count, nil) }
        for distance in (kept + wrong).sorted() {
            let (refused, accepted) = (kept.count { $0 > distance }, wrong.count { $0 <= distance })
            guard accepted * kept.count >= refused * wrong.count else { continue }
            let rates = (Double(refused) / Double(kept.count), Double(accepted) / Double(wrong.count))
            return (signs.count, (distance, (rates.0 + rates.1) / 2))
        }
        return (signs.count, nil)
    }

    @Test(
        "more takes, and takes more alike, are a stricter threshold for their signer alone"
    )
    func cases() {
        var calibration = SignCalibration.uncalibrated
        func own(_ takes: Int, apart: Double?) -> Double {
            calibration.signers["anna"] = .init(takes: takes, apart: apart)
            return calibration.threshold(for: "anna")
        }
        let usual = LearnedConstants.typicalApart * calibration.distance
        #expect(abs(own(4, apart: usual) - LearnedConstants.ownThreshold) < 1e-12)
        #expect(own(4, apart: nil) == own(4, apart: usual))
        #expect(own(2, apart: nil) > own(4, apart: nil) && own(4, apart: nil) > own(9, apart: nil))
        #expect(own(1, apart: nil) <= calibration.threshold(for: ""))
        #expect(own(4, apart: 0.5 * usual) < own(4, apart: usual))
        // The same recording twice says nothing of the next attempt.
        #expect(own(4, apart: 0) == own(4, apart: 0.25 * usual))
        #expect(own(9, apart: .infinity) == own(9, apart: 4 * usual))
        #expect(calibration.errors(of: "anna") != nil && calibration.errors(of: "") == nil)
        let one = calibration.threshold(for: "")
        #expect(one == LearnedConstants.strangerThreshold && one > own(4, apart: usual))
    }

    @Test("the rates beside one's own takes are those of as many takes or fewer", arguments: [1, 2, 3, 4, 9])
    func rates(takes: Int) throws {
        var calibration = SignCalibration.uncalibrated
        calibration.signers["anna"] = .init(takes: takes, apart: nil)
        let errors = try #require(calibration.errors(of: "anna"))
        let known = LearnedConstants.ownErrors.filter { $0.takes <= takes }.max { $0.takes < $1.takes }
        #expect(errors.refused == known?.refused && errors.accepted == known?.accepted)
    }
}

extension Double {
    fileprivate var logarithm: Double { log(self) }
}
