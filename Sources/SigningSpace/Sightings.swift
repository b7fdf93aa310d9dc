/// The points of one body part in the recording's own frames that show all of them.
struct Sightings: Sendable {
    /// Points per frame.
    let pointCount: Int
    /// The frames that show the part, in order.
    let frames: [Int]
    /// `[frames][points]` of x, y and z in image widths, and 0.
    var points: [SIMD4<Float>]

    /// A point of the sighting `index`, counted over the frames that show the part.
    subscript(index: Int, point: Int) -> SIMD4<Float> { points[index * pointCount + point] }

    /// The mean of each frame's points as one point with z set to 0. O(points).
    func flatMeans() -> Sightings {
        let means = frames.indices.map { index in
            var sum = SIMD4<Float>()
            for point in 0..<pointCount { sum += self[index, point] }
            let mean = sum / Float(pointCount)
            return SIMD4(mean.x, mean.y, 0, 0)
        }
        return Sightings(pointCount: 1, frames: frames, points: means)
    }
}
