import Foundation
import SyntheticSigner
import Testing

@testable import PracticeStore

@Suite struct ContentHashTests {
    /// The published vectors of FNV-1a, 128 bits.
    @Test func publishedVectors() {
        #expect(ContentHash(Data().bytes).text == "6c62272e07bb014262b821756295c58d")
        #expect(ContentHash(Data("a".utf8).bytes).text == "d228cb696f1a8caf78912b704e4a8964")
        #expect(ContentHash(Data("foobar".utf8).bytes).text == "343e1662793c64bf6f0d3597ba446f18")
    }

    @Test func agreesWithTheDefinition() {
        var random = SplitMix64(seed: 5)
        let bytes = (0..<999).map { _ in UInt8.random(in: 0...255, using: &random) }
        let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B
        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* prime }
        let text = ContentHash(Data(bytes).bytes).text
        #expect(UInt128(text, radix: 16) == hash)
        #expect(text.count == 32)
    }
}
