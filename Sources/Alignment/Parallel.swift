import Dispatch
import Foundation
import Synchronization

/// Work spread over the processors, with results that do not depend on how.
package enum Parallel {
    /// What the machine offers, asked once: Foundation opens two files of the control group's for every answer.
    package static let processors = ProcessInfo.processInfo.activeProcessorCount

    /// `transform` of each item, in the items' order. Each item is taken by whichever thread is free.
    package static func map<Item: Sendable, Output: Sendable>(
        _ items: [Item], threads: Int = processors, _ transform: @Sendable (Item) -> Output
    ) -> [Output] {
        let work = Work<Output>(count: items.count)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, items.count))) { _ in
            while let place = work.next() { work.finish(place, transform(items[place])) }
        }
        return work.outputs
    }

    /// `0..<count` in pieces, several for each thread, so that one that is slower does not hold up the rest.
    package static func pieces(of count: Int, threads: Int) -> [Range<Int>] {
        let pieces = max(1, min(count, threads == 1 ? 1 : threads * 8))
        return (0..<pieces).map { $0 * count / pieces..<($0 + 1) * count / pieces }
    }

    /// The places still to do and the results so far.
    private final class Work<Output: Sendable>: Sendable {
        private struct State {
            var next = 0
            var outputs: [Output?]
        }
        private let state: Mutex<State>
        private let count: Int

        init(count: Int) {
            self.count = count
            state = Mutex(State(outputs: Array(repeating: nil, count: count)))
        }

        func next() -> Int? {
            state.withLock { state in
                guard state.next < count else { return nil }
                defer { state.next += 1 }
                return state.next
            }
        }

        func finish(_ place: Int, _ output: Output) { state.withLock { $0.outputs[place] = output } }

        var outputs: [Output] {
            state.withLock { state in
                var outputs: [Output] = []
                outputs.reserveCapacity(count)
                for case let output? in state.outputs { outputs.append(output) }
                return outputs
            }
        }
    }
}
