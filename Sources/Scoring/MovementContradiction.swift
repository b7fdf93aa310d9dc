/// Movement that no take of the sign shows, though the hands are right: the distance between frames cannot tell, since
/// warping lets a posture stand for the whole sign and a way be as good as the way back where both are short.
enum MovementContradiction: Sendable {
    /// The dominant hand holds still in a sign whose every take moves it.
    case heldStill
    /// The attempt goes the way that the sign goes backwards.
    case backwards

    /// How far apart, in shoulder widths, the places must be between which every take moves, for the sign to be one that moves.
    private static let moving: Float = 0.2
    /// The share of the least take's reach below which a hand holds still. Right attempts by a signer's own references
    /// reach 0.2 of it and more.
    private static let still: Float = 0.1

    /// What speaks against an attempt, if anything does. O(frames · features) a take.
    ///
    /// - Parameter takes: all of the sign.
    init?(_ attempt: PreparedTake, among takes: [PreparedTake]) {
        // Of one take or two it is not known whether every signer moves so.
        let still = takes.count >= 3 ? Self.still : Self.still / 2
        if let reach = attempt.reach, let least = Self.leastReach(takes), reach < still * least {
            self = .heldStill
        } else if SignDirection(takes)?.isOpposite(to: attempt) ?? false {
            self = .backwards
        } else {
            return nil
        }
    }

    /// The reach of the take that moves least; `nil` where the sign may be one that does not move.
    static func leastReach(_ takes: [PreparedTake]) -> Float? {
        takes.compactMap(\.reach).min().flatMap { $0 > moving ? $0 : nil }
    }
}
