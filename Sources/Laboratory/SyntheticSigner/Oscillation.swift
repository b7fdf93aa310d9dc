/// A movement that repeats while a hand holds its place.
public struct Oscillation: Sendable, Hashable {
    /// The kind of movement and its amplitude.
    public enum Kind: Sendable, Hashable {
        /// A circle in the plane of two directions, from the place itself; shoulder widths.
        case circle(SIMD3<Double>, SIMD3<Double>)
        /// A movement to and fro along a direction; shoulder widths.
        case shake(SIMD3<Double>)
        /// A rotation of the forearm to and fro; degrees.
        case twist(Double)
        /// The wrist bends towards the palm and back; degrees.
        case nod(Double)
        /// The hand swings towards the thumb and the little finger; degrees.
        case wave(Double)
        /// The fingers ripple; degrees at the knuckles.
        case flutter(Double)
        /// The hand closes into another shape and opens again.
        case squeeze(Handshape)
    }

    public var kind: Kind
    /// The number of cycles within the hold.
    public var cycles: Double

    public init(_ kind: Kind, cycles: Double) {
        self.kind = kind
        self.cycles = cycles
    }

    /// The movement `factor` times as large; a negative factor reverses the direction of a circle.
    func scaled(by factor: Double) -> Oscillation {
        var scaled = self
        switch kind {
        case .circle(let first, let second):
            scaled.kind = .circle(first * abs(factor), second * factor)
        case .shake(let way): scaled.kind = .shake(way * factor)
        case .twist(let angle): scaled.kind = .twist(angle * factor)
        case .nod(let angle): scaled.kind = .nod(angle * factor)
        case .wave(let angle): scaled.kind = .wave(angle * factor)
        case .flutter(let angle): scaled.kind = .flutter(angle * factor)
        case .squeeze: break
        }
        return scaled
    }

    /// The movement in metres instead of shoulder widths.
    func inMetres(shoulderWidth: Double) -> Oscillation {
        switch kind {
        case .circle, .shake: scaled(by: shoulderWidth)
        case .twist, .nod, .wave, .flutter, .squeeze: self
        }
    }
}
