import Dispatch
import Foundation
import Synchronization

/// Work on several processors, with results that do not depend on their number.
package enum Parallel {
    /// The active processors, counted once: Foundation opens two files of the control group for each count.
    package static let processors = ProcessInfo.processInfo.activeProcessorCount

    /// The `transform` of each item, in the items' order. Each free thread takes the next item.
    package static func map<Item: Sendable, Output: Sendable>(
        _ items: [Item], threads: Int = processors, _ transform: @Sendable (Item) -> Output
    ) -> [Output] {
        let work = Work<Output>(count: items.count)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, items.count))) { _ in
            while let place = work.next() { work.finish(place, transform(items[place])) }
        }
        return work.outputs
    }

    /// `0..<count` in several pieces per thread, so that one slow thread does not delay the rest.
    package static func pieces(of count: Int, threads: Int) -> [Range<Int>] {
        let pieces = max(1, min(count, threads == 1 ? 1 : threads * 8))
        return (0..<pieces).map { $0 * count / pieces..<($0 + 1) * count / pieces }
    }

    /// The next index and the results so far.
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
