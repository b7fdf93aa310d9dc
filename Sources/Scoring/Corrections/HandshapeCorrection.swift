import SigningSpace

/// Finds the fingers that are bent too much or too little.
enum HandshapeCorrection {
    /// A finger may be bent this many degrees, over its three joints, beyond what the takes do.
    static let tolerance: Float = 60
    /// A thumb may reach this many palm lengths farther, or less far, than in the takes.
    private static let reachTolerance: Float = 0.38
    /// Degrees by which a hand may be turned beyond what the takes do for its thumb to be judged.
    private static let sameView: Float = 12
    /// A thumb must be wrong in this share of the sign.
    private static let thumbShare: Float = 0.75
    /// A handshape must be wrong in this share of the sign.
    private static let share: Float = 0.5
    /// A finger that is off by less than this share of the worst one's error is not named.
    private static let alike: Float = 0.45

    /// What is wrong with the shape of a hand, if anything.
    static func find(_ aligned: AlignedTakes, role: HandRole, caution: Float) -> Finding? {
        // In bad light the landmarks tremble, and a bend that trembles is not known to a few degrees.
        func tolerance(_ finger: Int) -> Float {
            Self.tolerance * caution + tremble(aligned.attempt[role], finger)
        }
        let windows = (1..<5).compactMap { finger -> (finger: Int, window: Deviation.Window)? in
            Deviation(aligned.compare { $0[role].postures[$1]?.bends[finger] })
                .window(tolerance: tolerance(finger), share: share).map { (finger, $0) }
        }
        guard let worst = windows.max(by: { abs($0.window.excess) < abs($1.window.excess) }) else {
            return thumb(aligned, role, caution)
        }
        let named = windows.filter { abs($0.window.excess) >= alike * abs(worst.window.excess) }
        let tooBent = named.filter { $0.window.excess > 0 }.map(\.finger)
        let tooStraight = named.filter { $0.window.excess < 0 }.map(\.finger)
        let advice: Advice =
            tooBent.count == 4
            ? .openHand
            : tooStraight.count == 4
                ? .closeHand : .fingers(straighten: tooBent, bend: tooStraight)
        return Finding(
            channel: .handshape, roles: [role], advice: advice, size: abs(worst.window.size), unit: .degrees,
            severity: abs(worst.window.excess) / tolerance(worst.finger),
            frames: aligned.frames(worst.window))
    }

    /// The thumb alone, by how far it reaches: its joints bend little, and the detector guesses at them.
    private static func thumb(_ aligned: AlignedTakes, _ role: HandRole, _ caution: Float) -> Finding? {
        // A hand that is turned otherwise is seen otherwise, and the thumb's depth is the detector's guess.
        guard let turn = OrientationCorrection.excess(aligned, role), turn < sameView else { return nil }
        let tolerance = reachTolerance * caution
        let deviation = Deviation(aligned.compare { $0[role].postures[$1]?.thumbReach })
        guard let window = deviation.window(tolerance: tolerance, share: thumbShare) else { return nil }
        return Finding(
            channel: .handshape, roles: [role], advice: window.excess > 0 ? .thumbIn : .thumbOut,
            size: abs(window.size), unit: .palmLengths, severity: abs(window.excess) / tolerance,
            frames: aligned.frames(window))
    }

    /// Degrees by which a finger's bend changes from one frame to the next, on average.
    private static func tremble(_ hand: HandMotion, _ finger: Int) -> Float {
        let changes = zip(hand.postures, hand.postures.dropFirst()).compactMap { before, after -> Float? in
            guard let before, let after else { return nil }
            return abs(after.bends[finger] - before.bends[finger])
        }
        return changes.isEmpty ? 0 : changes.reduce(0, +) / Float(changes.count)
    }
}
