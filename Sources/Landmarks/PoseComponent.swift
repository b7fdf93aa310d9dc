/// A component of a `.pose` header: a named list of points that share a format.
struct PoseComponent {
    /// The position of its name in the file.
    let name: Range<Int>
    /// The body part it holds; `nil` for a component that is not read.
    let part: LandmarkPart?
    /// Whether it is the trailing component of ``PoseExact``.
    let isExact: Bool
    /// The letters of its format: "XYZC" has 4. A point has one coordinate fewer, and a confidence.
    let formatLength: Int
    /// Whether the third number of a point is z.
    let hasDepth: Bool
    /// The positions of its points' names in the file.
    let pointNames: [Range<Int>]
    /// The index of its first point among the points of all components.
    let firstPoint: Int
    /// The index of its first float among the interleaved floats of a person (version 0.0).
    let firstFloat: Int
}
