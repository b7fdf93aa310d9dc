/// What rounding may do to the mean cost of a path that a kernel gives: distances are expanded squares in float32.
struct RoundingError: Sendable {
    /// What it may add to a distance between two frames, or take from it.
    ///
    /// A squared distance is a sum of products and constants whose magnitudes are at most the two sides' largest squared
    /// norms, each rounded to 2⁻²⁴ of a partial sum; twice what that comes to is counted; and √(x + e) ≤ √x + √e.
    let distance: Double

    /// - Parameters:
    ///   - terms: that a squared distance is summed of.
    ///   - squares: the sides' ``FeatureSequence/largestSquare(around:)``.
    init(terms: Int, squares: Double) { distance = (Double(terms + 16) * 0x1p-22 * squares).squareRoot() }

    /// At most the mean cost of a path, of which a kernel gives the sum `cost` over the frames of both sides.
    func below(_ cost: Float, frames: Int) -> Double {
        Double(cost) / Double(frames) * (1 - relative(frames)) - distance
    }

    /// What summing along a path in float32 may do.
    private func relative(_ frames: Int) -> Double { Double(frames + 64) * 0x1p-22 }
}
