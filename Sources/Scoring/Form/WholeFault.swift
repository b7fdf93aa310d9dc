import SigningSpace

/// A fault of the whole attempt: correcting parts of it would mislead.
enum WholeFault: Sendable {
    /// The hands never left their rest, and did not make the sign there either.
    case still
    /// The landmarks jump faster than a hand can move.
    case unsteady
    /// The attempt is like the mirrored sign.
    case mirrored
    /// The attempt is like another sign.
    case otherSign

    /// The distance below which nineteen in twenty clean synthetic attempts are from a take of another
    /// person.
    static let alike: Float = 1.2
    /// The least deviation of such an attempt, in tolerances: it does not pass.
    static let distance = 1.5
    /// The cosine of 25°: no hand turns by more per frame half of the time.
    private static let steady: Float = 0.906
    /// The least number of turns from which steadiness is judged.
    private static let leastTurns = 8

    /// The fault of the whole; `nil` without one.
    ///
    /// - Parameters:
    ///   - isFailing: whether the attempt fails; only failing attempts are compared mirrored.
    ///   - isOtherSign: whether the faults of its parts make it another sign.
    ///   - isStill: whether the hands rested and did not make the sign there.
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

    /// Whether the mirror image is about as near to a take as attempts of the sign are, and the attempt much
    /// farther.
    private static func isMirrored(_ aligned: AlignedTakes) -> Bool {
        let mirror = AlignedTakes(aligned.attempt.mirrored(), aligned.takes)
        guard HandUse.seenShare(.dominant, mirror.attempt) >= HandUse.evidence else { return false }
        let (own, reflected) = (aligned.distance(), mirror.distance())
        return (reflected < alike && reflected < 0.65 * own)
            || (reflected < 1.3 * alike && reflected < 0.5 * own)
    }
}
