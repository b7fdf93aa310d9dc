import SigningSpace

/// Finds the fingers that are bent too much or too little.
enum HandshapeCorrection {
    /// A finger may be bent this many degrees, over its three joints, beyond what the takes do.
    static let tolerance: Float = 60
    /// A handshape must be wrong in this share of the sign.
    private static let share: Float = 0.4
    /// A finger that is off by less than this share of the worst one's error is not named.
    private static let alike: Float = 0.45

    /// What is wrong with the shape of a hand, if anything.
    static func find(_ aligned: AlignedTakes, role: HandRole, caution: Float) -> Finding? {
        let tolerance = Self.tolerance * caution
        let windows = (1..<5).compactMap { finger -> (finger: Int, window: Deviation.Window)? in
            Deviation(aligned.compare { $0[role].postures[$1]?.bends[finger] })
                .window(tolerance: tolerance, share: share).map { (finger, $0) }
        }
        guard let worst = windows.max(by: { abs($0.window.excess) < abs($1.window.excess) }) else {
            return nil
        }
        let named = windows.filter { abs($0.window.excess) >= alike * abs(worst.window.excess) }
        let tooBent = named.filter { $0.window.excess > 0 }.map(\.finger)
        let tooStraight = named.filter { $0.window.excess < 0 }.map(\.finger)
        let advice: Advice =
            tooBent.count == 4
            ? .openHand
            : tooStraight.count == 4
                ? .closeHand : .fingers(straighten: tooBent, bend: tooStraight)
        let first = aligned.attempt.core.lowerBound
        return Finding(
            channel: .handshape, roles: [role], advice: advice, size: abs(worst.window.size), unit: .degrees,
            severity: abs(worst.window.excess) / tolerance,
            frames: worst.window.frames.lowerBound + first..<worst.window.frames.upperBound + first)
    }
}
