import Scoring
import SyntheticSigner
import TestSupport
import Testing

@testable import Signify

@Suite("Standings beside every reference of a library")
struct LibraryStandingsTests {
    /// A library and an attempt's distances to it.
    private struct Library {
        var references: [PairwiseScores.Reference] = []
        var signers: [Set<String>] = []
        var nearest: [String] = []
        var distances: [Double] = []

        /// References of a few signers, some of one sign only; distances take few values, so many are equal.
        init(seed: UInt64) {
            var generator = SplitMix64(seed: seed)
            let people = Array(["a", "b", "c", "d"].prefix(Int.random(in: 1...4, using: &generator)))
            let glosses = (0..<Int.random(in: 1...40, using: &generator)).map { "SIGN-\($0)" }
            let values = Int.random(in: 1...60, using: &generator)
            for (place, person) in people.enumerated() {
                let share = Double.random(in: 0...1, using: &generator)
                for gloss in glosses where gloss == glosses[place % glosses.count] || generator.chance(share)
                {
                    references.append(.init(signer: person, sign: gloss))
                    signers.append([person])
                    nearest.append(person)
                }
            }
            distances = references.map { _ in
                Double(Int.random(in: 1...values, using: &generator)) / 16
            }
        }

        /// The same, each gloss a reference by several signers together.
        func joined(seed: UInt64) -> Library {
            var generator = SplitMix64(seed: seed)
            var joined = self
            joined.signers = references.map { _ in
                Set(["a", "b", "c", "d"].filter { _ in generator.chance(0.5) } + ["e"])
            }
            joined.nearest = joined.signers.map { generator.pick($0.sorted()) }
            joined.references = references.enumerated().map {
                .init(signer: "all but f", sign: "\($0)-\($1.sign)")
            }
            return joined
        }

        /// Every reference's cohort in full, filtered and sorted on its own.
        func naive(by attempting: String) -> [Cohort.Standing] {
            references.indices.map { place in
                let isOwn = references[place].signer == attempting
                let others = references.indices.filter {
                    references[$0].sign != references[place].sign
                        && (isOwn || references[$0].signer != attempting)
                }
                return Cohort.Standing(
                    others.map { distances[$0] },
                    rivals: others.filter { signers[place].contains(nearest[$0]) }
                        .map { (references[$0].sign, distances[$0]) })
            }
        }
    }

    @Test("are to the bit those of each reference's own cohort", arguments: 0..<300)
    func naive(seed: UInt64) {
        let single = Library(seed: seed)
        for library in [single, single.joined(seed: seed)] {
            let standings = LibraryStandings(library.references, signers: library.signers)
            for signer in ["a", "b", "f"] {
                let found = standings.standings(of: library.distances, nearest: library.nearest, by: signer)
                let expected = library.naive(by: signer)
                #expect(found.map(\.level) == expected.map(\.level))
                #expect(found.map { $0.nearest?.distance } == expected.map { $0.nearest?.distance })
                #expect(found.map { $0.nearest?.gloss } == expected.map { $0.nearest?.gloss })
            }
        }
    }

    @Test("one reference alone has no cohort")
    func alone() {
        let standings = LibraryStandings([.init(signer: "a", sign: "TEA")], signers: [["a"]])
        for signer in ["a", "b"] {
            let standing = standings.standings(of: [2], nearest: ["a"], by: signer)
            #expect(standing.map(\.level) == [Cohort.Standing.unknown.level])
            #expect(standing.allSatisfy { $0.nearest == nil })
        }
        #expect(LibraryStandings([], signers: []).standings(of: [], nearest: [], by: "a").isEmpty)
    }
}
