import SyntheticSigner
import Testing

@testable import Scoring

@Suite("Calibrating a library")
struct LibraryCalibrationTests {
    private static func glosses(_ count: Int) -> [String] {
        (0..<count).map { "SIGN-" + String(1000 + $0).dropFirst() }
    }

    @Test(
        "a cohort is others, each once, at most 32 and evenly spread, whatever the order",
        arguments: [0, 1, 2, 31, 32, 33, 34, 64, 65, 97, 400])
    func cohort(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        let glosses = Self.glosses(count)
        for gloss in [glosses.first, glosses.last, glosses.randomElement(using: &generator), "NEW"]
            .compactMap(\.self)
        {
            let cohort = LibraryCalibration.cohort(of: gloss, among: glosses)
            let others = glosses.filter { $0 != gloss }
            #expect(cohort.count == min(others.count, 32))
            #expect(!cohort.contains(gloss))
            #expect(Set(cohort).count == cohort.count)
            // The gaps between neighbours of the cohort differ by at most one sign.
            let places = cohort.compactMap { others.firstIndex(of: $0) } + [others.count]
            #expect(places.first ?? 0 == 0)
            let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
            #expect((gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1)
            #expect(gaps.allSatisfy { $0 > 0 })
            for _ in 0..<3 {
                let shuffled = (glosses + glosses).shuffled(using: &generator)
                #expect(LibraryCalibration.cohort(of: gloss, among: shuffled) == cohort)
            }
        }
    }

    /// Signs with three short takes each, all from three recordings: only the cohorts matter.
    private static func library(_ count: Int) throws -> [LibraryCalibration.Sign] {
        let takes = try FixtureLibrary.shared.get().signs
        let known = takes.keys.sorted()
        return try glosses(count).enumerated().map { place, gloss in
            let sign = try #require(takes[known[place % known.count]])
            let cut = sign.takes.prefix(3).map { $0.stretch(0..<8) }
            return LibraryCalibration.Sign(
                gloss: gloss, takes: cut.enumerated().map { ("\(gloss)/\($0)", $1) })
        }
    }

    @Test("two takes stand for each sign of a cohort, and the order of the library does not matter")
    func references() throws {
        let library = try Self.library(40)
        let asked = [library[0], library[17], library[39]]
        let references = LibraryCalibration(pool: library).references(asked)
        #expect(references.map(\.gloss) == asked.map(\.gloss))
        for reference in references {
            let cohort = reference.calibration.cohort
            #expect(
                cohort.map(\.sign)
                    == LibraryCalibration.cohort(of: reference.gloss, among: library.map(\.gloss)))
            #expect(cohort.allSatisfy { $0.takes == ["\($0.sign)/0", "\($0.sign)/1"] })
            #expect(reference.calibration.takes == 3 && reference.calibration.cohortSigns == 32)
            #expect(reference.cohort.members.map(\.gloss) == cohort.map(\.sign))
            #expect(reference.cohort.members.allSatisfy { $0.takes.count == 2 })
            #expect(reference.cohort.members.map(\.distance) == cohort.map(\.distance))
        }
        var generator = SplitMix64(seed: 1)
        let other = LibraryCalibration(pool: library.shuffled(using: &generator)).references(asked)
        #expect(other.map(\.calibration) == references.map(\.calibration))
    }

    @Test("the typical distance alone is that of the whole measurement")
    func distanceAlone() throws {
        let signs = try FixtureLibrary.shared.get().signs.values.sorted { $0.gloss < $1.gloss }.map(
            \.compared)
        for sign in signs.prefix(4) {
            let cohort = signs.map { Array($0.prefix(2)) }
            #expect(
                TypicalDistances.distance(of: sign, to: cohort)
                    == TypicalDistances(of: sign, to: cohort).distance)
        }
        #expect(
            TypicalDistances.distance(of: signs[0], to: []) == TypicalDistances(of: signs[0], to: []).distance
        )
    }

    @Test("a sign alone, and one that is not in the pool")
    func small() throws {
        let library = try Self.library(3)
        let alone = LibraryCalibration(pool: Array(library.prefix(1)))
        let calibration = alone.calibration(of: library[0])
        #expect(calibration.cohort.isEmpty && calibration.cohortSigns == 0)
        #expect(abs(calibration.distance - LearnedConstants.typicalDistance) < 1e-12)
        let outside = LibraryCalibration(pool: Array(library.prefix(2))).calibration(of: library[2])
        #expect(outside.cohort.map(\.sign) == [library[0].gloss, library[1].gloss])
    }
}
