/// The points of one body part in those of the recording's own frames that show them all.
struct Sightings: Sendable {
    /// Points in one frame.
    let pointCount: Int
    /// The frames that show the part, in order.
    let frames: [Int]
    /// `[frames][points]`, x, y and z in image widths, and 0.
    var points: [SIMD4<Float>]

    /// A point of the sighting `index`, which counts the frames that show the part.
    subscript(index: Int, point: Int) -> SIMD4<Float> { points[index * pointCount + point] }

    /// The mean of each frame's points as one point, without its z. O(points).
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
