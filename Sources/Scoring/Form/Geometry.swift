// Lengths and means of places and directions.

extension SIMD where Scalar == Float {
    /// The Euclidean length.
    var length: Float { (self * self).sum().squareRoot() }
}

extension Collection where Element: SIMD, Element.Scalar == Float {
    /// The mean; zero for an empty collection. O(count).
    var mean: Element { reduce(.zero, +) / Float(Swift.max(count, 1)) }
}

extension Collection<Float> {
    /// The mean; 0 for an empty collection. O(count).
    var mean: Float { reduce(0, +) / Float(Swift.max(count, 1)) }
}
