/// A point or direction in metres; in scripts, in shoulder widths.
typealias Vector3 = SIMD3<Double>

extension SIMD3<Double> {
    func dot(_ other: Self) -> Double { (self * other).sum() }

    func cross(_ other: Self) -> Self {
        Self(
            y * other.z - z * other.y,
            z * other.x - x * other.z,
            x * other.y - y * other.x)
    }

    var length: Double { dot(self).squareRoot() }

    /// The unit vector of the same direction; the zero vector stays zero.
    var unit: Self {
        let length = length
        return length > 0 ? self / length : self
    }

    /// The component of this vector perpendicular to the unit vector `axis`.
    func perpendicular(to axis: Self) -> Self { self - axis * dot(axis) }

    /// The vector mirrored in the body's middle plane.
    var acrossBody: Self { Self(-x, y, z) }

    /// Linear interpolation: `self` at 0, `other` at 1.
    func mixed(with other: Self, _ share: Double) -> Self { self + (other - self) * share }
}
