import Foundation
import PracticeStore
import SyntheticSigner
import Testing

/// Takes of a sign by their bytes, on every engine.
@Suite struct TakesByHashConformanceTests {
    @Test(arguments: StoreEngine.allCases)
    func thoseAskedForComeInTheOrderOfEnrolment(engine: StoreEngine) throws {
        let store = try engine.open()
        let takes = [7, 2, 9, 4, 1].map { Samples.take($0) }
        try store.database.enrol("HELLO", Array(takes.prefix(3)))
        let later = Samples.noon.addingTimeInterval(5)
        try store.database.enrol("HELLO", Array(takes.suffix(2)), at: later)
        let all = try store.database.sign(gloss: "HELLO").takes
        #expect(all == takes)
        // Every subset: which of the hashes comes first in a set is chance.
        for subset in 0..<(1 << takes.count) {
            let wanted = takes.indices.filter { subset & (1 << $0) != 0 }
            let found = try store.database.takes(
                gloss: "HELLO", contentHashes: Set(wanted.map { takes[$0].contentHash }))
            #expect(found == wanted.map { all[$0] })
        }
        // The gloss is read as it is everywhere.
        #expect(
            try store.database.takes(gloss: " hello ", contentHashes: [takes[2].contentHash])
                == [takes[2]])
    }

    @Test(arguments: StoreEngine.allCases)
    func theUnknownIsNotThere(engine: StoreEngine) throws {
        let store = try engine.open()
        let (own, other) = (Samples.take(1), Samples.take(2))
        #expect(try store.database.takes(gloss: "HELLO", contentHashes: [own.contentHash]) == [])
        try store.database.enrol("HELLO", [own])
        // A recording that shows two signs is a take of each.
        try store.database.enrol("GOOD DAY", [other, own])
        #expect(try store.database.takes(gloss: "HELLO", contentHashes: []) == [])
        #expect(try store.database.takes(gloss: "HELLO", contentHashes: [other.contentHash]) == [])
        #expect(try store.database.takes(gloss: "NOBODY'S", contentHashes: [own.contentHash]) == [])
        let both = try store.database.takes(
            gloss: "HELLO", contentHashes: [own.contentHash, other.contentHash])
        #expect(both == [own])
        let twin = try store.database.takes(gloss: "GOOD DAY", contentHashes: [own.contentHash])
        #expect(twin == [own])
        try store.database.removeSign(gloss: "HELLO")
        #expect(try store.database.takes(gloss: "HELLO", contentHashes: [own.contentHash]) == [])
        #expect(try store.database.takes(gloss: "GOOD DAY", contentHashes: [own.contentHash]) == [own])
    }

    @Test(arguments: StoreEngine.allCases)
    func manyHashesAndOddOnes(engine: StoreEngine) throws {
        let store = try engine.open()
        let takes = (1...20).map { Samples.take(UInt8($0)) }
        try store.database.enrol("HELLO", takes)
        var generator = SplitMix64(seed: 1)
        let unknown = (0..<1000).map { _ in
            String(UInt64.random(in: 0...UInt64.max, using: &generator), radix: 16)
        }
        let odd = [
            "", " ", "'", "\"", "' OR 1=1 --", "%", "_", "a\0b", "ÿ",
            takes[0].contentHash.uppercased() + "0", " " + takes[1].contentHash,
            String(repeating: "f", count: 100_000),
        ]
        #expect(try store.database.takes(gloss: "HELLO", contentHashes: Set(unknown + odd)) == [])
        let found = try store.database.takes(
            gloss: "HELLO", contentHashes: Set(unknown + odd + takes.map(\.contentHash)))
        #expect(found == takes)
    }

    @Test(arguments: StoreEngine.allCases)
    func glossesWithQuotesAreGlosses(engine: StoreEngine) throws {
        let store = try engine.open()
        let glosses = [
            "O'CLOCK", "\"QUOTED\"", "X' OR '1'='1", "A%", "A_", "ÉTÉ", "A;DROP TABLE REFERENCE_TAKES",
        ]
        for (place, gloss) in glosses.enumerated() {
            try store.database.enrol(gloss, [Samples.take(UInt8(place + 1))])
        }
        let hashes = Set(glosses.indices.map { Samples.take(UInt8($0 + 1)).contentHash })
        for (place, gloss) in glosses.enumerated() {
            #expect(
                try store.database.takes(gloss: gloss, contentHashes: hashes)
                    == [Samples.take(UInt8(place + 1))])
        }
        #expect(try store.database.takes(gloss: "AB", contentHashes: hashes) == [])
        for bad in ["", "  ", String(repeating: "X", count: 10_000)] {
            #expect(throws: StoreError.self) {
                try store.database.takes(gloss: bad, contentHashes: hashes)
            }
        }
    }

    @Test func theHashIsOfTheBytesAlone() {
        var take = Samples.take(3)
        let hash = take.contentHash
        (take.signer, take.source, take.frameCount, take.durationSeconds) = ("other", "other.pose", 1, 0)
        (take.dominantHand, take.mirrored) = (nil, nil)
        #expect(take.contentHash == hash)
        take.landmarks[take.landmarks.count - 1] ^= 1
        #expect(take.contentHash != hash)
        // A slice has its bytes, wherever they begin.
        take.landmarks = (Data([0, 1, 2]) + Samples.take(3).landmarks).dropFirst(3)
        #expect(take.contentHash == hash)
        // As the hash is published.
        take.landmarks = Data("a".utf8)
        #expect(take.contentHash == "d228cb696f1a8caf78912b704e4a8964")
    }
}
