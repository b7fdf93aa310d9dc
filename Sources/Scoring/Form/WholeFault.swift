import SigningSpace

/// What is wrong with an attempt as a whole, so that correcting parts of it would mislead.
enum WholeFault: Sendable {
    /// The hands never left their rest, and did not make the sign there either.
    case still
    /// The landmarks jump about as no hand can.
    case unsteady
    /// The attempt is like the sign in a mirror.
    case mirrored
    /// The attempt is like another sign.
    case otherSign

    /// Nineteen in twenty clean synthetic attempts are nearer than this to a take of another person.
    static let alike: Float = 1.2
    /// How far off such an attempt is at least, in tolerances: it does not pass.
    static let distance = 1.5
    /// No hand turns by more than 25° a frame half of the time; the cosine of it.
    private static let steady: Float = 0.906
    /// Turns fewer than this say nothing of steadiness.
    private static let leastTurns = 8

    /// What is wrong with the whole, if anything.
    ///
    /// - Parameters:
    ///   - isFailing: whether the attempt fails: what is like the sign as it is, is not looked at in a mirror.
    ///   - isOtherSign: whether what is off in its parts makes it another sign.
    ///   - isStill: whether the hands rested, and did not make the sign there.
    init?(_ aligned: AlignedTakes, isFailing: Bool, isOtherSign: Bool, isStill: Bool) {
        if isStill {
            self = .still
        } else if HandRole.allCases.contains(where: { Self.isUnsteady(aligned.attempt[$0]) }) {
            self = .unsteady
        } else if isFailing, Self.isMirrored(aligned) {
            self = .mirrored
        } else if isOtherSign {
            self = .otherSign
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
}
