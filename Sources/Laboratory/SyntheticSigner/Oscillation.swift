/// A movement that repeats while a hand holds its place.
public struct Oscillation: Sendable, Hashable {
    /// What goes to and fro.
    public enum Kind: Sendable, Hashable {
        /// The hand runs round a circle in the plane of two directions, starting from the place itself; shoulder
        /// widths.
        case circle(SIMD3<Double>, SIMD3<Double>)
        /// The hand goes to and fro along a direction; shoulder widths.
        case shake(SIMD3<Double>)
        /// The forearm turns to and fro; degrees.
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

    /// What goes to and fro, and how far.
    public var kind: Kind
    /// Rounds within the hold.
    public var cycles: Double

    /// A repeated movement.
    public init(_ kind: Kind, cycles: Double) {
        self.kind = kind
        self.cycles = cycles
    }

    /// The same movement `factor` times as large; a negative factor runs a circle the other way round.
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

    /// The same movement with metres for shoulder widths.
    func inMetres(shoulderWidth: Double) -> Oscillation {
        switch kind {
        case .circle, .shake: scaled(by: shoulderWidth)
        case .twist, .nod, .wave, .flutter, .squeeze: self
        }
    }
}
