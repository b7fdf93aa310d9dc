extension SIMD4<Float> {
    /// The dot product of two vectors whose last lane is 0.
    func dot(_ other: SIMD4<Float>) -> Float {
        let products = self * other
        return products.x + products.y + products.z
    }

    /// The length of a vector whose last lane is 0.
    var length: Float { dot(self).squareRoot() }

    /// The unit vector of a vector whose last lane is 0; zero for zero length.
    var normalised: SIMD4<Float> {
        let length = length
        return length > 0 ? self / length : .zero
    }
}

extension SIMD3<Float> {
    func dot(_ other: SIMD3<Float>) -> Float { (self * other).sum() }

    func cross(_ other: SIMD3<Float>) -> SIMD3<Float> {
        SIMD3(
            y * other.z - z * other.y,
            z * other.x - x * other.z,
            x * other.y - y * other.x)
    }

    var length: Float { dot(self).squareRoot() }

    /// The unit vector; zero for zero length.
    var normalised: SIMD3<Float> {
        let length = length
        return length > 0 ? self / length : .zero
    }
}
