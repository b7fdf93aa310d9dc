import ArgumentParser
import Signify

/// The size of the image in pixels, such as `640x480`.
struct PictureSize: ExpressibleByArgument {
    let width: Int
    let height: Int

    init?(argument: String) {
        let sides = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard sides.count == 2, let width = sides[0], let height = sides[1],
            (1...100_000).contains(width), (1...100_000).contains(height)
        else { return nil }
        self.width = width
        self.height = height
    }
}

/// A range of take numbers, such as `00-03`, or one number, such as `02`.
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

extension Language: ExpressibleByArgument {
    public init?(argument: String) { self.init(tag: argument) }
}

extension ReportPage.Theme: ExpressibleByArgument {}

extension SignList: ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}
