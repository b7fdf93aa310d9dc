import Foundation

/// A rotation as a unit quaternion.
struct Rotation: Sendable, Hashable {
    var real: Double
    var imaginary: Vector3

    static let identity = Rotation(real: 1, imaginary: .zero)

    init(real: Double, imaginary: Vector3) {
        self.real = real
        self.imaginary = imaginary
    }

    /// A right-handed rotation about a unit axis.
    init(degrees: Double, about axis: Vector3) {
        let half = degrees * .pi / 360
        real = cos(half)
        imaginary = axis * sin(half)
    }

    /// The rotation whose matrix has these orthonormal, right-handed columns (Shepperd's method: the largest
    /// component is computed first, to avoid division by a number near 0).
    init(columns x: Vector3, _ y: Vector3, _ z: Vector3) {
        let trace = x.x + y.y + z.z
        if trace > max(x.x, y.y, z.z) {
            let root = (1 + trace).squareRoot() * 2
            real = root / 4
            imaginary = Vector3(y.z - z.y, z.x - x.z, x.y - y.x) / root
        } else if x.x >= y.y, x.x >= z.z {
            let root = (1 + x.x - y.y - z.z).squareRoot() * 2
            real = (y.z - z.y) / root
            imaginary = Vector3(root / 4, (y.x + x.y) / root, (z.x + x.z) / root)
        } else if y.y >= z.z {
            let root = (1 + y.y - x.x - z.z).squareRoot() * 2
            real = (z.x - x.z) / root
            imaginary = Vector3((y.x + x.y) / root, root / 4, (z.y + y.z) / root)
        } else {
            let root = (1 + z.z - x.x - y.y).squareRoot() * 2
            real = (x.y - y.x) / root
            imaginary = Vector3((z.x + x.z) / root, (z.y + y.z) / root, root / 4)
        }
    }

    /// The composition: first `other`, then `self`.
    static func * (self: Rotation, other: Rotation) -> Rotation {
        Rotation(
            real: self.real * other.real - self.imaginary.dot(other.imaginary),
            imaginary: other.imaginary * self.real + self.imaginary * other.real
                + self.imaginary.cross(other.imaginary))
    }

    /// Rotates a vector.
    func callAsFunction(_ vector: Vector3) -> Vector3 {
        let twice = imaginary.cross(vector) * 2
        return vector + twice * real + imaginary.cross(twice)
    }

    func dot(_ other: Rotation) -> Double { real * other.real + imaginary.dot(other.imaginary) }

    var unit: Rotation {
        let length = dot(self).squareRoot()
        return Rotation(real: real / length, imaginary: imaginary / length)
    }

    /// Spherical interpolation along the shorter arc: `self` at 0, `other` at 1.
    func mixed(with other: Rotation, _ share: Double) -> Rotation {
        var cosine = dot(other)
        var target = other
        if cosine < 0 {
            cosine = -cosine
            target = Rotation(real: -other.real, imaginary: -other.imaginary)
        }
        var weights = (1 - share, share)
        if cosine < 0.9995 {
            let angle = acos(cosine)
            weights = (sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle))
        }
        return Rotation(
            real: real * weights.0 + target.real * weights.1,
            imaginary: imaginary * weights.0 + target.imaginary * weights.1
        ).unit
    }
}
