import Foundation
import SigningSpace

/// Finds where a palm faces, or fingers point, the wrong way.
enum OrientationCorrection {
    /// A palm may be turned this many degrees beyond what the takes do; the detector's depth is rough.
    static let tolerance: Float = 32
    /// An orientation must be wrong in this share of the sign.
    private static let share: Float = 0.65
    /// Seen from the edge, a palm's two faces differ by the depth of its knuckles alone, which the detector guesses: one
    /// of the two palms must face to or from the camera by this much.
    private static let leastFacing: Float = 0.3
    /// How alike a direction's frames are: the length of the mean of its unit vectors.
    private static let steady: Float = 0.9

    /// What is wrong with the turn of a hand, if anything.
    static func find(_ aligned: AlignedTakes, role: HandRole, caution: Float) -> Finding? {
        let tolerance = Self.tolerance * caution
        let palm = turn(aligned, role, tolerance) { $0.facing }
        let fingers = turn(aligned, role, tolerance) { $0.pointing }
        guard let turn = [palm, fingers].compactMap(\.self).max(by: { $0.window.excess < $1.window.excess })
        else { return nil }
        let isPalm = turn.window.excess == palm?.window.excess
        if isPalm, max(abs(turn.own.z), abs(turn.wanted.z)) < leastFacing { return nil }
        return Finding(
            channel: .orientation, roles: [role],
            advice: isPalm ? .face(turn.wanted) : .point(turn.wanted),
            size: turn.window.size, unit: .degrees, severity: turn.window.excess / tolerance,
            frames: aligned.frames(turn.window))
    }

    /// Degrees by which a palm is turned beyond what the takes do, on average over the sign.
    static func excess(_ aligned: AlignedTakes, _ role: HandRole) -> Float? {
        let turns = aligned.compare(
            { motion, frame in motion[role].postures[frame]?.facing }, mean: { $0.reduce(.zero, +) }
        ).compactMap { pair in pair.flatMap { pair in pair.takes.map { angle(pair.own, $0) }.min() } }
        return turns.isEmpty ? nil : turns.reduce(0, +) / Float(turns.count)
    }

    private static func turn(
        _ aligned: AlignedTakes, _ role: HandRole, _ tolerance: Float,
        _ direction: @escaping (HandMotion.Posture) -> SIMD3<Float>
    ) -> (window: Deviation.Window, own: SIMD3<Float>, wanted: SIMD3<Float>)? {
        let pairs = aligned.compare(
            { motion, frame in motion[role].postures[frame].map(direction) }, mean: { $0.reduce(.zero, +) })
        let excess = pairs.map { pair in pair.flatMap { pair in pair.takes.map { angle(pair.own, $0) }.min() }
        }
        let size = pairs.map { pair in
            pair.map { pair in angle(pair.own, pair.takes.reduce(.zero) { $0 + unit($1) }) }
        }
        guard let window = Deviation(excess: excess, size: size).window(tolerance: tolerance, share: share)
        else { return nil }
        let seen = pairs[window.frames].compactMap(\.self)
        let wanted = seen.reduce(SIMD3<Float>()) { $1.takes.reduce($0) { $0 + unit($1) } }
        // A hand that turns as it goes has no one direction to name.
        let all = seen.reduce(Float(0)) { $0 + Float($1.takes.count) }
        guard (wanted * wanted).sum().squareRoot() >= steady * all else { return nil }
        return (window, unit(seen.reduce(.zero) { $0 + unit($1.own) }), unit(wanted))
    }

    private static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
        let length = (vector * vector).sum().squareRoot()
        return length > 0 ? vector / length : vector
    }

    private static func angle(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
        acos(min(max((unit(a) * unit(b)).sum(), -1), 1)) * 180 / .pi
    }
}
