import Alignment
import Foundation
import Measured

/// The five nearest of real takes, beside a scan of them all, one attempt after the other.
struct RealSearch {
    private let takes: [RecordedSigns.Take]
    /// Places of the attempts: the first take of each of so many signs.
    private let attempts: [Int]

    private static let attemptCount = 20
    private static let rounds = 7
    private static let wanted = 5

    init(_ folders: [String]) throws {
        takes = try RecordedSigns(folders).takes
        var first: [String: Int] = [:]
        for (place, take) in takes.enumerated() where first[take.gloss] == nil { first[take.gloss] = place }
        let places = first.values.sorted()
        let step = max(1, places.count / Self.attemptCount)
        attempts = stride(from: 0, to: places.count, by: step).prefix(Self.attemptCount).map { places[$0] }
    }

    /// Prints a line an attempt and kind of features, with the attempt's sign in the library and without: features of a frame,
    /// "there" or "stranger", the library's sequences, nanoseconds of a search, and how many times as long a scan takes.
    func measure() throws {
        try measure(\.landmarks)
        try measure(\.learned)
    }

    private func measure(_ features: (RecordedSigns.Take) -> FeatureSequence) throws {
        for attempt in attempts {
            let others = takes.indices.filter { $0 != attempt }
            let strangers = others.filter { takes[$0].gloss != takes[attempt].gloss }
            for (kind, places) in [("there", others), ("stranger", strangers)] {
                let query = features(takes[attempt])
                let found = try compare(query, places.map { features(takes[$0]) })
                print(query.layout.dimension, kind, places.count, found.time, found.ratio)
            }
        }
    }

    private func compare(
        _ attempt: FeatureSequence, _ library: [FeatureSequence]
    ) throws -> (time: Int, ratio: Double) {
        let index = try EngineCalls.index(of: library)
        let packed = try PackedSequences(library)
        let scan = { try EngineCalls.distances(of: packed, to: attempt) }
        let search = { try EngineCalls.nearest(Self.wanted, in: index, to: attempt) }
        let nearest = try zip(search(), scan().sorted())
        guard nearest.allSatisfy({ abs($0.distance - Double($1)) <= 1e-3 * (1 + $0.distance) }) else {
            throw WrongAnswer()
        }
        var (times, ratios): ([Int], [Double]) = ([], [])
        for _ in 0..<Self.rounds {
            let (long, short) = try (Self.time(scan), Self.time(search))
            times.append(short)
            ratios.append(Double(long) / Double(short))
        }
        return (times.sorted()[Self.rounds / 2], ratios.sorted()[Self.rounds / 2])
    }

    /// Nanoseconds of processor time a run, over as many as take a while.
    private static func time(_ body: () throws -> some Any) throws -> Int {
        let start = PeerRunner.now(CLOCK_PROCESS_CPUTIME_ID)
        var (runs, spent) = (0, 0)
        while spent < 5_000_000 {
            keep(try body())
            runs += 1
            spent = PeerRunner.now(CLOCK_PROCESS_CPUTIME_ID) - start
        }
        return spent / runs
    }

    /// The search and the scan do not agree.
    private struct WrongAnswer: Error {}
}
