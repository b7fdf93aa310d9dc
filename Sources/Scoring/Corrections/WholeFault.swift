import SigningSpace

/// What is wrong with an attempt as a whole, so that correcting parts of it would mislead.
enum WholeFault: Sendable {
    /// The hands never left their rest.
    case still
    /// The landmarks jump about as no hand can.
    case unsteady
    /// The attempt is like the sign in a mirror.
    case mirrored
    /// The attempt is like another sign.
    case otherSign

    /// Nineteen in twenty clean synthetic attempts are nearer than this to a take of another person.
    static let alike: Float = 1.2
    /// No hand turns by more than 25° a frame half of the time; the cosine of it.
    private static let steady: Float = 0.906
    /// Turns fewer than this say nothing of steadiness.
    private static let leastTurns = 8

    /// What can be told before any part is looked at.
    init?(_ attempt: SigningClip, _ aligned: AlignedTakes) {
        if attempt.isStill {
            self = .still
        } else if HandRole.allCases.contains(where: { Self.isUnsteady(aligned.attempt[$0]) }) {
            self = .unsteady
        } else if Self.isMirrored(aligned) {
            self = .mirrored
        } else {
            return nil
        }
    }

    private static func isUnsteady(_ hand: HandMotion) -> Bool {
        let turns = zip(hand.postures, hand.postures.dropFirst()).compactMap { before, after -> Float? in
            guard let before, let after else { return nil }
            return (before.pointing * after.pointing).sum()
        }.sorted()
        return turns.count >= leastTurns && turns[turns.count / 2] < steady
    }

    /// Whether the mirror image is about as near to a take as attempts of the sign are, and the attempt itself is much
    /// farther.
    private static func isMirrored(_ aligned: AlignedTakes) -> Bool {
        let mirror = AlignedTakes(aligned.attempt.mirrored(), aligned.takes)
        guard HandUse.seenShare(.dominant, mirror.attempt) >= HandUse.evidence else { return false }
        let (own, reflected) = (aligned.distance(), mirror.distance())
        return (reflected < alike && reflected < 0.65 * own)
            || (reflected < 1.3 * alike && reflected < 0.5 * own)
    }

    /// Whether so much is off that it is not this sign: nobody errs in three channels at once, or badly in two.
    static func isOtherSign(_ findings: [Finding]) -> Bool {
        var worst: [Channel: Float] = [:]
        for finding in findings where finding.severity.isFinite {
            worst[finding.channel] = max(worst[finding.channel] ?? 0, finding.severity)
        }
        return worst.count >= 3 || (worst.count == 2 && worst.values.reduce(0, +) >= 3.8)
    }
}
