import SyntheticSigner
import Testing

@testable import PracticeStore

@Suite struct NearestGlossesTests {
    private func distance(_ left: String, _ right: String) -> Int {
        NearestGlosses.distance(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }

    /// The definition, followed letter by letter.
    private func slow(_ left: Substring.UnicodeScalarView, _ right: Substring.UnicodeScalarView) -> Int {
        guard let a = left.last else { return right.count }
        guard let b = right.last else { return left.count }
        var best = min(
            slow(left.dropLast(), right) + 1, slow(left, right.dropLast()) + 1,
            slow(left.dropLast(), right.dropLast()) + (a == b ? 0 : 1))
        if left.count > 1, right.count > 1, left.dropLast().last == b, right.dropLast().last == a {
            best = min(best, slow(left.dropLast(2), right.dropLast(2)) + 1)
        }
        return best
    }

    @Test func knownDistances() {
        #expect(distance("", "") == 0)
        #expect(distance("", "ABC") == 3)
        #expect(distance("HELLO", "HELLO") == 0)
        #expect(distance("HLELO", "HELLO") == 1)
        #expect(distance("KITTEN", "SITTING") == 3)
    }

    @Test func agreesWithTheDefinition() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<150 {
            let words = (0..<2).map { _ in
                String(
                    (0..<Int.random(in: 0...5, using: &random)).map { _ in
                        "ABC".randomElement(using: &random) ?? "A"
                    })
            }
            #expect(
                distance(words[0], words[1])
                    == slow(words[0][...].unicodeScalars, words[1][...].unicodeScalars))
        }
    }

    @Test func theNearestComeFirst() {
        let known = ["YES", "HELP", "HELLO", "HALLO"]
        #expect(NearestGlosses.of("HELLO", among: known) == ["HELLO", "HALLO", "HELP"])
        #expect(NearestGlosses.of("X", among: []) == [])
    }
}
