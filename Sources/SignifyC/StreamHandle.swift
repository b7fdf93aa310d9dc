import Landmarks
import PracticeAnalysis
import Scoring
import Synchronization

/// What a `signify_stream` is for. Calls with one stream wait for each other.
final class StreamHandle: Handled {
    static let kind = HandleTable.Kind.stream

    private struct State {
        var feed: LandmarkFeed
        var spotter: StreamSpotter
        var hasEnded = false
        var failure: AnalysisFailure?

        /// Takes frames out of the feed and gives the signs that are certain by them.
        mutating func signs(
            isLast: Bool, _ frames: (inout LandmarkFeed) throws(LandmarkError) -> LandmarkClip?
        ) throws -> [SpottedSign] {
            if let failure { throw failure }
            guard !hasEnded else { throw WrongUse("the stream was finished; open another") }
            hasEnded = isLast
            do {
                var signs = try frames(&feed).map { try spotter.append($0) } ?? []
                if isLast { signs += try spotter.finish() }
                return signs
            } catch {
                let failure = AnalysisFailure(error)
                self.failure = failure
                throw failure
            }
        }
    }
    private let state: Mutex<State>

    init(_ models: [SignModel], reader: LandmarkReader) {
        state = Mutex(State(feed: LandmarkFeed(reader), spotter: StreamSpotter(models)))
    }

    /// Takes bytes cut anywhere; gives lines of JSON, or nothing.
    func push(_ bytes: UnsafeRawBufferPointer) throws -> String? {
        let signs = try state.withLock { state in
            try state.signs(isLast: false) { (feed) throws(LandmarkError) in try feed.append(bytes.bytes) }
        }
        return try Self.lines(signs)
    }

    /// The end.
    func finish() throws -> String? {
        let signs = try state.withLock { state in
            try state.signs(isLast: true) { (feed) throws(LandmarkError) in try feed.finish() }
        }
        return try Self.lines(signs)
    }

    private static func lines(_ signs: [SpottedSign]) throws -> String? {
        guard !signs.isEmpty else { return nil }
        return try signs.map { try JSONText.line(SpottedLine($0)) + "\n" }.joined()
    }
}
