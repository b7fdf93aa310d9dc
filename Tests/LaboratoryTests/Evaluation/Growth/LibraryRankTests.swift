import SyntheticSigner
import Testing

@testable import Evaluation

@Suite("The rank of the right sign in a smaller library")
struct LibraryRankTests {
    /// The means of 1 / rank and of being first over every library of some size.
    private static func naive(nearer: Int, others: Int, ahead: Int, drawn: Int) -> (
        reciprocal: Double, first: Double
    ) {
        var (reciprocal, firsts, libraries) = (0.0, 0.0, 0.0)
        for library in 0..<(1 << others) where library.nonzeroBitCount == drawn {
            // The first signs are the nearer ones.
            let before = ahead + (library & ((1 << nearer) - 1)).nonzeroBitCount
            libraries += 1
            reciprocal += 1 / Double(before + 1)
            if before == 0 { firsts += 1 }
        }
        return (reciprocal / libraries, firsts / libraries)
    }

    @Test("is that of every library, counted one by one", arguments: 0...9)
    func enumerated(others: Int) {
        for (nearer, ahead) in (0...others).flatMap({ nearer in [0, 1, 5].map { (nearer, $0) } }) {
            let rank = LibraryRank(nearer: nearer, others: others, ahead: ahead)
            for drawn in 0...others {
                let expected = Self.naive(nearer: nearer, others: others, ahead: ahead, drawn: drawn)
                #expect(abs(rank.expectedReciprocal(drawn: drawn) - expected.reciprocal) < 1e-12)
                #expect(abs(rank.expectedFirst(drawn: drawn) - expected.first) < 1e-12)
            }
        }
    }

    @Test("the whole library has the rank itself, and a library of one sign the first")
    func ends() {
        for (nearer, others) in [(0, 1000), (7, 1000), (1000, 1000)] {
            let rank = LibraryRank(nearer: nearer, others: others)
            #expect(abs(rank.expectedReciprocal(drawn: others) - 1 / Double(nearer + 1)) < 1e-11)
            #expect(rank.expectedFirst(drawn: others) == (nearer == 0 ? 1 : 0))
            #expect(abs(rank.expectedReciprocal(drawn: 0) - 1) < 1e-12)
            #expect(rank.expectedFirst(drawn: 0) == 1)
        }
    }
}
