import Synchronization
import Testing

@testable import Alignment

@Suite("A value made when it is first read")
struct LazilyTests {
    @Test("is made once, by whichever of many threads comes first")
    func once() {
        let made = Mutex(0)
        let values = (0..<50).map { number in
            Lazily {
                made.withLock { $0 += 1 }
                return number
            }
        }
        #expect(made.withLock(\.self) == 0)
        let read = Parallel.map(Array(0..<1000), threads: 8) { values[$0 % 50].value }
        #expect(read == (0..<1000).map { $0 % 50 })
        #expect(made.withLock(\.self) == 50)
    }

    @Test("lets go of what it was made from")
    func release() {
        final class Source: Sendable {}
        weak var source: Source?
        let value: Lazily<Bool>
        do {
            let made = Source()
            source = made
            value = Lazily { [made] in made === made }
        }
        #expect(source != nil)
        #expect(value.value)
        #expect(source == nil)
        #expect(Lazily(known: 3).value == 3)
    }
}
