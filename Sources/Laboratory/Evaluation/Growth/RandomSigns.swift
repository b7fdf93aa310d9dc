import Alignment
import Scoring
import Signify
import SyntheticSigner

/// Signs that nobody recorded, to make a library larger: random ones by random people, as references alone.
package struct RandomSigns: Sendable {
    /// The signer under whose name all their takes are, though each take of a sign is another person's.
    static let signer = "random people"
    /// The takes of each sign.
    static let takesEach = 4

    package static let none = RandomSigns(takes: RecordedTakes(takes: []))

    let takes: RecordedTakes

    private init(takes: RecordedTakes) { self.takes = takes }

    /// The takes of some signs; takes that the check of recordings refuses are left out. Some 10 ms a sign on one
    /// core.
    ///
    /// - Parameters:
    ///   - count: the number of signs; those with no take that passes the check are missing.
    ///   - seed: another seed than that of the signs that networks learned from.
    package init(_ count: Int, seed: UInt64) {
        let corpus = RandomCorpus(seed: seed, takesEach: Self.takesEach)
        let signs = Parallel.map(Array(0..<count)) { number in
            corpus.takes(ofSign: number).compactMap { take -> RecordedTakes.Take? in
                guard let prepared = try? PreparedTake(take.clip, signer: Self.signer) else { return nil }
                let name = "0\(take.number)"
                return RecordedTakes.Take(
                    source: TakeFolder.Take(
                        signer: Self.signer, sign: take.gloss, name: name, number: take.number,
                        path: "\(Self.signer)/\(take.gloss)/\(name)"),
                    prepared: prepared)
            }
        }
        takes = RecordedTakes(takes: signs.flatMap(\.self))
    }
}
