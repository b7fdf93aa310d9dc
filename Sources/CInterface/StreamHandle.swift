import Signify
import Synchronization

/// The object of a `signify_stream`. Calls with one stream run one after another.
final class StreamHandle: Handled {
    static let kind = HandleTable.Kind.stream

    private struct State {
        var signs: LiveSigns
        var hasEnded = false
        var failure: AnalysisFailure?

        /// Runs one step of the stream. After a failure, every step throws it again.
        mutating func step(
            isLast: Bool, _ body: (inout LiveSigns) throws -> [SpottedSign]
        ) throws -> [SpottedSign] {
            if let failure { throw failure }
            guard !hasEnded else {
                throw AnalysisFailure("the stream is finished; open another", kind: .wrongUse)
            }
            hasEnded = isLast
            do {
                return try body(&signs)
            } catch {
                let failure = AnalysisFailure(error)
                self.failure = failure
                throw failure
            }
        }
    }
    private let state: Mutex<State>

    init(_ models: [SignModel], reader: LandmarkReader) {
        state = Mutex(State(signs: LiveSigns(models, reader: reader)))
    }

    /// Reads bytes cut anywhere; returns one line of JSON per sign, or `nil`.
    func push(_ bytes: UnsafeRawBufferPointer) throws -> String? {
        try Self.lines(state.withLock { try $0.step(isLast: false) { try $0.append(bytes.bytes) } })
    }

    /// Ends the stream; returns the pending signs as `push` does.
    func finish() throws -> String? {
        try Self.lines(state.withLock { try $0.step(isLast: true) { try $0.finish() } })
    }

    private static func lines(_ signs: [SpottedSign]) throws -> String? {
        guard !signs.isEmpty else { return nil }
        return try signs.map { try JSONText.line($0) + "\n" }.joined()
    }
}
