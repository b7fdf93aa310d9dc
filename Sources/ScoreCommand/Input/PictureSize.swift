import ArgumentParser
import Signify

/// The size of a picture in pixels, as `640x480`.
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
