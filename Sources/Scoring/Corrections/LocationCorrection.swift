import SigningSpace

/// Finds where a hand was in the wrong place, and which way to move it.
enum LocationCorrection {
    /// A hand may be this many shoulder widths beyond where the takes have it.
    static let tolerance: Float = 0.22
    /// A place must be wrong in this share of the sign; what is wrong for less is the movement's.
    private static let share: Float = 0.75

    /// What is wrong with the place of a hand, if anything.
    static func find(_ aligned: AlignedTakes, role: HandRole, caution: Float) -> Finding? {
        let tolerance = Self.tolerance * caution
        let windows = [0, 1].compactMap { axis -> (axis: Int, window: Deviation.Window)? in
            // People differ in how far the face is from the shoulders: a place is wrong where it is wrong for both.
            let fromBody = Deviation(aligned.compare { $0[role].places[$1]?[axis] })
            let fromFace = Deviation(
                aligned.compare { motion, frame in
                    guard let place = motion[role].places[frame], let nose = motion.nose[frame] else {
                        return nil
                    }
                    return place[axis] - nose[axis]
                })
            let deviation =
                fromFace.excess.contains { $0 != nil } ? fromBody.agreeing(with: fromFace) : fromBody
            return deviation.window(tolerance: tolerance, share: share).map { (axis, $0) }
        }
        guard let worst = windows.max(by: { abs($0.window.excess) < abs($1.window.excess) }) else {
            return nil
        }
        let advice: Advice
        if worst.axis == 1 {
            advice = worst.window.excess > 0 ? .raise : .lower
        } else {
            advice = worst.window.excess > 0 ? .moveRight : .moveLeft
        }
        return Finding(
            channel: .location, roles: [role], advice: advice, size: abs(worst.window.size),
            unit: .shoulderWidths, severity: abs(worst.window.excess) / tolerance,
            frames: aligned.frames(worst.window))
    }
}
