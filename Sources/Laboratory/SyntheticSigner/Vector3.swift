/// A point or direction in metres, or in shoulder widths where a script says so.
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

    /// The part of this vector that stands upright on the unit vector `axis`.
    func perpendicular(to axis: Self) -> Self { self - axis * dot(axis) }

    /// The vector seen in a mirror that stands in the body's middle plane.
    var acrossBody: Self { Self(-x, y, z) }

    /// A straight blend: `self` at 0, `other` at 1.
    func mixed(with other: Self, _ share: Double) -> Self { self + (other - self) * share }
}
