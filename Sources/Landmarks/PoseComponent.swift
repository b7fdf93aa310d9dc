/// A component of a `.pose` header: a named list of points that share a format.
struct PoseComponent {
    /// Where its name stands in the file.
    let name: Range<Int>
    /// The part of the body it holds; `nil` for one this reader has no use for.
    let part: LandmarkPart?
    /// Whether it is the trailer of ``PoseExact``.
    let isExact: Bool
    /// The letters of its format: "XYZC" has 4. Its points carry one number fewer, and a confidence.
    let formatLength: Int
    /// Whether the third number of a point is z.
    let hasDepth: Bool
    /// Where each of its points' names stands in the file.
    let pointNames: [Range<Int>]
    /// Its first point among the points of all components.
    let firstPoint: Int
    /// Its first float among the interleaved floats of a person (version 0.0).
    let firstFloat: Int
}
