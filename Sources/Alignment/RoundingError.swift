/// A bound on the rounding error in a kernel's mean path cost: distances are expanded squares in float32.
struct RoundingError: Sendable {
    /// The largest error in a distance between two frames.
    ///
    /// A squared distance is a sum of products and constants with magnitudes up to the two sides' largest
    /// squared norms; each addition rounds to 2⁻²⁴ of a partial sum. The bound is twice the total, and √(x +
    /// e) ≤ √x + √e.
    let distance: Double

    /// - Parameters:
    ///   - terms: the number of terms in a squared distance.
    ///   - squares: the sum of both sides' ``FeatureSequence/largestSquare(around:)``.
    init(terms: Int, squares: Double) { distance = (Double(terms + 16) * 0x1p-22 * squares).squareRoot() }

    /// A lower bound of the mean cost of a path with the kernel's sum `cost` over `frames` frames of both
    /// sides.
    func below(_ cost: Float, frames: Int) -> Double {
        Double(cost) / Double(frames) * (1 - relative(frames)) - distance
    }

    /// The relative error of a float32 sum along a path.
    private func relative(_ frames: Int) -> Double { Double(frames + 64) * 0x1p-22 }
}
