import Foundation
import Landmarks
import Synchronization
import SyntheticSigner
import TestSupport
import Testing

@testable import Signify

/// The library of a store is the same whatever is kept of its signs, and whatever it was renewed from.
@Suite("A store's library") final class SignLibraryTests {
    private let filled: FilledStore
    private var file: URL { filled.file }
    private var store: Store { filled.store }
    private var hello: Recording { filled.hello }

    init() throws { filled = try FilledStore() }

    /// Everything that a learner may see of a library, to the bit.
    private func results(_ library: SignLibrary, limit: Int = 5) throws -> [String] {
        var results = [try JSONText.line(Ranking(of: hello, among: library, limit: limit).best)]
        for refs in ["HELLO", "MOTHER"] {
            results.append(try JSONText.line(library.task(refs).feedback(on: hello)))
            results.append(try JSONText.line(library.task(refs).replay(on: hello)))
        }
        return results
    }

    private func editions(by signature: String = ScoringSignature.current) throws -> [SignEdition] {
        try store.database.moment().editions(by: signature)
    }

    private func keep(_ change: (SignEdition, KeptSign) -> KeptSign) throws {
        let editions = try editions()
        let kept = try store.database.kept(of: Set(editions.map(\.gloss)), by: ScoringSignature.current)
        #expect(kept.count == editions.count)
        try store.database.keep(
            Dictionary(
                uniqueKeysWithValues: editions.map { edition in
                    (
                        edition,
                        change(edition, kept[edition.gloss] ?? KeptSign(outline: Data(), features: Data()))
                    )
                }),
            signature: ScoringSignature.current)
    }

    @Test("gives the results of signs that are read one by one")
    func single() throws {
        let library = try store.library()
        for refs in ["HELLO", "MOTHER"] {
            #expect(
                try JSONText.line(library.task(refs).replay(on: hello))
                    == JSONText.line(store.task(refs).replay(on: hello)))
        }
        let all = try WordScorer().nearest(
            20, to: PreparedTake(hello.clip), among: library.glosses.map { try store.sign($0) })
        let ranking = try Ranking(of: hello, among: library, limit: 20)
        #expect(ranking.best.map(\.distance) == all.map(\.distance))
        #expect(ranking.signCount == 20)
    }

    @Test("gives the same results where what was kept is missing, damaged, or another sign's")
    func damaged() throws {
        let expected = try results(store.library())
        var random = SplitMix64(seed: 7)
        func spoiled(_ data: Data, _ random: inout SplitMix64) -> Data {
            var bytes = Array(data)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
            case 1:
                bytes[Int.random(in: bytes.indices, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.append(0)
            default: bytes = bytes.map { _ in UInt8.random(in: .min ... .max, using: &random) }
            }
            return Data(bytes)
        }
        let whole = try store.database.kept(of: Set(editions().map(\.gloss)), by: ScoringSignature.current)
        let other = try #require(whole["MOTHER"])
        let spoilers: [(KeptSign, inout SplitMix64) -> KeptSign] = [
            { KeptSign(outline: spoiled($0.outline, &$1), features: $0.features) },
            { KeptSign(outline: $0.outline, features: spoiled($0.features, &$1)) },
            { KeptSign(outline: spoiled($0.outline, &$1), features: spoiled($0.features, &$1)) },
            { kept, _ in KeptSign(outline: other.outline, features: kept.features) },
            { kept, _ in KeptSign(outline: kept.outline, features: other.features) },
            { _, _ in other },
            { _, _ in KeptSign(outline: Data(), features: Data()) },
        ]
        for (place, spoil) in spoilers.enumerated() {
            try keep { spoil($1, &random) }
            #expect(
                try JSONText.line(store.task("HELLO").feedback(on: hello)) == expected[1], "spoiler \(place)")
            #expect(try results(store.library()) == expected, "spoiler \(place)")
            // What could not be read was made again; features are looked at when they are asked for.
            try keep { whole[$0.gloss] ?? $1 }
        }
    }

    @Test("keeps again what was not whole, under the present signature alone")
    func keepsAgain() throws {
        let gloss = "HELLO"
        let whole = try #require(try store.database.kept(of: [gloss], by: ScoringSignature.current)[gloss])
        try keep { $0.gloss == gloss ? KeptSign(outline: Data([1]), features: Data([2])) : $1 }
        _ = try store.library()
        #expect(try store.database.kept(of: [gloss], by: ScoringSignature.current)[gloss] == whole)
        // Of another signature: as after an update of the engine.
        let other = try #require(try editions(by: "signify 0.0.1").first { $0.gloss == gloss })
        try store.database.keep(
            [other: KeptSign(outline: Data([1]), features: Data([2]))],
            signature: "signify 0.0.1")
        #expect(try store.database.kept(of: [gloss], by: ScoringSignature.current).isEmpty)
        _ = try store.library()
        #expect(try store.database.kept(of: [gloss], by: ScoringSignature.current)[gloss] == whole)
    }

    @Test("what is kept is told from every shorter text and every text with one bit turned")
    func sealed() throws {
        let kept = try #require(try store.database.kept(of: ["YES"], by: ScoringSignature.current)["YES"])
        let outline = try #require(SignOutline(decoding: kept.outline, of: "YES"))
        #expect(outline.encoded() == kept.outline)
        #expect(SignOutline(decoding: kept.outline, of: "NO") == nil)
        #expect(PreparedSign.takes(decoding: kept.features, of: outline) != nil)
        var random = SplitMix64(seed: 3)
        for _ in 0..<200 {
            let length = Int.random(in: 0..<kept.outline.count, using: &random)
            #expect(SignOutline(decoding: kept.outline.prefix(length), of: "YES") == nil)
            var turned = kept.outline
            turned[Int.random(in: turned.indices, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            #expect(SignOutline(decoding: turned, of: "YES") == nil)
        }
        for _ in 0..<20 {
            let length = Int.random(in: 0..<kept.features.count, using: &random)
            #expect(PreparedSign.takes(decoding: kept.features.prefix(length), of: outline) == nil)
            var turned = kept.features
            turned[Int.random(in: turned.indices, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            #expect(PreparedSign.takes(decoding: turned, of: outline) == nil)
        }
    }

    @Test("stays as it was while its store changes, also after it let go of it")
    func moment() throws {
        let expected = try results(store.library())
        for isFilled in [false, true] {
            let library = try store.library()
            if isFilled { try library.fill() }
            let removed = try store.database.sign(gloss: isFilled ? "MOTHER" : "EAT")
            try store.database.removeSign(gloss: removed.gloss)
            #expect(try results(library) == expected)
            #expect(try library.sign(removed.gloss).takes.count == removed.takes.count)
            let other = try store.library()
            #expect(other.count == library.count - 1)
            try store.database.addTakes(
                gloss: removed.gloss, language: removed.language, takes: removed.takes,
                calibration: removed.calibration, signature: removed.signature, at: Date())
        }
        #expect(try results(store.library()) == expected)
    }

    @Test("renewed, it is as a new one after any changes, and reads no sign twice")
    func renewed() throws {
        let script = try #require(SignScript.named("HELLO"))
        func take(_ seed: UInt64) throws -> ReferenceTake {
            try ReferenceTake(
                SyntheticSigner(profile: .gwen, seed: seed).take(of: script).clip, signer: "gwen",
                source: "new.pose")
        }
        let changes: [() throws -> Void] = [
            {},
            {
                try self.store.database.addTakes(
                    gloss: "GREETING", language: nil, takes: [take(1)], calibration: nil,
                    signature: ScoringSignature.current, at: Date())
            },
            { try self.store.calibrate(["GREETING"]) },
            { try self.store.database.removeSign(gloss: "MOTHER") },
            {
                try self.store.database.addTakes(
                    gloss: "HELLO", language: nil, takes: [take(2)], calibration: nil,
                    signature: ScoringSignature.current, at: Date())
            },
            { try self.store.calibrate(["HELLO", "YES"]) },
            { try self.store.calibrate(nil) },
        ]
        let notices = Mutex<[String]>([])
        let heard = Store(store.database, place: store.place) { line in notices.withLock { $0.append(line) } }
        func said() -> [String] {
            notices.withLock { lines in
                defer { lines = [] }
                return lines
            }
        }
        var library = try heard.library()
        for (place, change) in changes.enumerated() {
            // What was read stays for the next one.
            _ = try Ranking(of: hello, among: library)
            _ = try library.task("HELLO").feedback(on: hello)
            if place.isMultiple(of: 2) { try library.fill() }
            let before = try editions()
            try change()
            _ = said()
            let new = try heard.library()
            let ofNew = said()
            let renewed = try heard.library(renewing: library)
            #expect(said() == ofNew, "change \(place)")
            #expect(renewed.glosses == new.glosses)
            let ranked = [renewed, new].map { library in
                Result { try JSONText.line(Ranking(of: hello, among: library, limit: 30).best) }
            }
            #expect(try ranked[0].get() == ranked[1].get(), "change \(place)")
            for gloss in ["HELLO", "YES"] {
                #expect(
                    try JSONText.line(renewed.task(gloss).feedback(on: hello))
                        == JSONText.line(new.task(gloss).feedback(on: hello)), "change \(place)")
            }
            if place.isMultiple(of: 2) {
                // A filled sign of the same edition is the same object.
                for edition in try editions() where before.contains(edition) {
                    #expect(renewed.stored(edition.gloss) === library.stored(edition.gloss))
                }
            }
            library = renewed
        }
    }

    @Test("takes in a sign and calibrations while threads score with it and others write")
    func together() async throws {
        let library = try store.library()
        let expected = try JSONText.line(library.task("HELLO").feedback(on: hello))
        // Nothing is kept: all who open a library write it.
        try keep { _, _ in KeptSign(outline: Data(), features: Data()) }
        let (path, hello) = (file.path, hello)
        let script = try #require(SignScript.named("HELLO"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<3 {
                group.addTask {
                    let own = try Store.open(path)
                    var library = try own.library()
                    for _ in 0..<4 {
                        #expect(try JSONText.line(library.task("HELLO").feedback(on: hello)) == expected)
                        library = try own.library(renewing: library)
                    }
                    let clip = SyntheticSigner(profile: .gwen, seed: UInt64(thread)).take(of: script).clip
                    try own.database.addTakes(
                        gloss: "NEW \(thread)", language: nil,
                        takes: [try ReferenceTake(clip, signer: "gwen", source: "new.pose")],
                        calibration: nil,
                        signature: ScoringSignature.current, at: Date())
                    try own.calibrate(["NEW \(thread)"])
                    #expect(try own.library(renewing: library).glosses.contains("NEW \(thread)"))
                }
            }
            try await group.waitForAll()
        }
        let last = try store.library(renewing: library)
        #expect(last.count == 23)
        #expect(try results(last, limit: 30) == results(store.library(), limit: 30))
    }
}
