import ArgumentParser
import Signify

/// A range of take numbers, as `00-03`, or one, as `02`.
struct TakeNumbers: ExpressibleByArgument {
    private let range: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
            first <= last
        else { return nil }
        range = first...last
    }

    func contains(_ number: Int) -> Bool { range.contains(number) }
}
