import Testing

@testable import Evaluation

@Suite("Groups of signers who are judged together")
struct SignerGroupsTests {
    @Test("up to twelve signers are alone", arguments: [0, 1, 3, 12])
    func alone(count: Int) {
        let signers = (0..<count).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }
        #expect(SignerGroups.of(signers.reversed() + signers) == signers.map { [$0] })
    }

    @Test("more are in five groups, neighbours by name apart", arguments: [13, 82])
    func five(count: Int) {
        let signers = (0..<count).map { "t-\(100 + $0)" }
        let groups = SignerGroups.of(signers.shuffled())
        #expect(groups.count == 5)
        #expect(groups.flatMap(\.self).sorted() == signers)
        for (place, signer) in signers.enumerated() { #expect(groups[place % 5].contains(signer)) }
    }
}
