import TestSupport
import Foundation
import Testing

@testable import Alignment

@Suite("An index in a file")
struct SequenceIndexFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test("mapped again it gives the same answers and labels", arguments: 0..<6)
    func roundTrip(seed: UInt64) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var generator = SplitMix64(seed: 300 + seed)
        let library = SequenceIndexTests.Library(seed: seed, using: &generator)
        let labels = ["", "GOOD-MORNING", "Straße", "手話", String(repeating: "x", count: 300)]
        let index = try SequenceIndex(
            library.sequences.enumerated().map { (labels[$0 % labels.count], $1) })
        let path = folder.appending(path: "signs.index").path
        try index.write(to: path)
        // A second one takes its place while the first is mapped.
        let mapped = try SequenceIndex(contentsOf: path)
        try SequenceIndex([]).write(to: path)
        #expect(try SequenceIndex(contentsOf: path).count == 0)
        #expect(mapped.count == index.count && mapped.layout == index.layout)
        for place in 0..<mapped.count { #expect(mapped.label(place) == labels[place % labels.count]) }
        for attempt in library.attempts {
            #expect(try mapped.nearest(9, to: attempt) == index.nearest(9, to: attempt))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["signs.index"])
    }

    @Test("says what is wrong with what is no index")
    func refuses() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "file").path
        func refusal(_ bytes: [UInt8]) throws -> SequenceIndexError? {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            return #expect(throws: SequenceIndexError.self) { try SequenceIndex(contentsOf: path) }
        }
        #expect(try refusal([]) == .notAnIndex(path: path))
        #expect(try refusal(Array("{\"frames\": []}".utf8)) == .notAnIndex(path: path))
        #expect(try refusal([UInt8](repeating: 0, count: 5000)) == .notAnIndex(path: path))
        let index = try SequenceIndex([("a", Self.one)])
        try index.write(to: path)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for version: UInt8 in [1, 99] {
            bytes[8] = version
            #expect(try refusal(bytes) == .otherVersion(path: path))
        }
        bytes[8] = 2
        #expect(try refusal(Array(bytes.dropLast(64))) == .damaged(path: path, byte: 16))
        let missing = folder.appending(path: "none/at/all").path
        #expect(throws: SequenceIndexError.system(path: missing, reason: "No such file or directory")) {
            try SequenceIndex(contentsOf: missing)
        }
        let error = #expect(throws: SequenceIndexError.self) { try SequenceIndex(contentsOf: folder.path) }
        #expect(error?.description.contains("not a regular file") == true)
        #expect(throws: SequenceIndexError.self) { try index.write(to: missing) }
    }

    @Test("a damaged file is refused or read, and never led out of")
    func damaged() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var generator = SplitMix64(seed: 17)
        let layout = FeatureLayout([.init(width: 5, mismatchCost: 1), .init(width: 3, mismatchCost: 2)])
        let sequences = (0..<40).map { _ in
            FeatureSequence.random(
                layout, frames: Int.random(in: 1...9, using: &generator), using: &generator)
        }
        let path = folder.appending(path: "signs.index").path
        try SequenceIndex(sequences.map { ("sign", $0) }).write(to: path)
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var (refused, read) = (0, 0)
        for round in 0..<3000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                // The describing sections, which lie first, and now and then the numbers behind them: outlines,
                // projections, frames, masks and labels.
                let place = Int.random(in: 0..<(round % 5 == 0 ? bytes.count : 2300), using: &generator)
                bytes[place] =
                    [0, 1, 0x7F, 0x80, 0xFF, bytes[place] ^ 1].randomElement(using: &generator) ?? 0
            }
            if round % 7 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator)) }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            do {
                let index = try SequenceIndex(contentsOf: path)
                read += 1
                for place in 0..<index.count { _ = index.label(place) }
                if index.layout == layout { _ = try index.nearest(3, to: sequences[0]) }
            } catch is SequenceIndexError {
                refused += 1
            }
        }
        #expect(refused > 500 && read > 100)
    }

    private static let one = FeatureSequence(
        layout: FeatureLayout([.init(width: 1, mismatchCost: 1)]), frameCount: 1, values: [0], seen: [true])
}
