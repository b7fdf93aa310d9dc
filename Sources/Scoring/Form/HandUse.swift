import SigningSpace

/// Which hands a sign uses, and which of them an attempt shows.
struct HandUse {
    /// By ``HandRole`` raw value: the takes that use the hand, none where the sign does not.
    private let users: [[Int]]
    /// Hands that every take shows and the attempt hardly does: of them nothing can be said, and a sign that needs them is not
    /// known to be right.
    let unseen: [HandRole]
    /// By how many shoulder widths the other hand hangs lower than in every take, beyond what the dominant one does: it rests
    /// where the sign needs it. `nil` where it does not.
    let idle: Float?

    /// The share of the core in which a take must show a hand to say how it is used.
    static let evidence = 0.5
    /// The share of the takes that must use a hand for the sign to use it. A dominant hand that few show is still the one that
    /// signs.
    private static let share: [HandRole: Double] = [.dominant: 0.2, .other: 0.5]
    /// A hand that every take shows in so much of its core, and the attempt in so little, is missing.
    private static let missing = (takes: 0.6, attempt: 0.2)
    /// Hands that are lower than this all the time, in shoulder widths, rest.
    private static let resting: Float = 0.75
    /// A hand whose height changes by more than this, in shoulder widths, moves.
    private static let moving: Float = 0.15
    /// The share of the core in which a hand that is held low must be seen to be part of the sign.
    private static let always = 0.9
    /// A hand lower than this, in shoulder widths, is not part of a sign in which it does not move.
    private static let lowest: Float = 1.35
    /// A palm that is nearer to the other one than so many shoulder widths, in so much of the core, takes part.
    private static let together = (distance: Float(0.8), share: 0.1)
    /// How much lower than in every take a hand must be to be at rest, beyond what the dominant hand is too low.
    private static let fallen: Float = 0.5

    init(_ aligned: AlignedTakes) {
        users = HandRole.allCases.map { role in
            let users = aligned.takes.indices.filter { Self.uses(role, aligned.takes[$0]) }
            let least = Self.share[role, default: 1] * Double(aligned.takes.count)
            return Double(users.count) >= least ? users : []
        }
        let users = users
        unseen = HandRole.allCases.filter { role in
            !users[role.rawValue].isEmpty && Self.seenShare(role, aligned.attempt) < Self.missing.attempt
                && aligned.takes.allSatisfy { Self.seenShare(role, $0) >= Self.missing.takes }
        }
        idle =
            users[HandRole.other.rawValue].count == aligned.takes.count && !aligned.takes.isEmpty
            ? Self.fall(aligned) : nil
    }

    /// The takes that show how a hand is used, by their places; none where the sign does not use it.
    func takes(using role: HandRole) -> [Int] { users[role.rawValue] }

    /// The share of the core in which a hand is seen.
    static func seenShare(_ role: HandRole, _ motion: SignMotion) -> Double {
        Double(motion.core.count { motion[role].postures[$0] != nil }) / Double(max(motion.core.count, 1))
    }

    /// Whether a take shows a hand raised, moving, or, other than the dominant one, held low beside that.
    private static func uses(_ role: HandRole, _ take: SignMotion) -> Bool {
        let share = seenShare(role, take)
        guard share >= evidence else { return false }
        guard role == .other else { return true }
        let heights = heights(role, take)
        guard let highest = heights.first, let lowest = heights.last, let middle = middle(heights) else {
            return false
        }
        if middle < resting || lowest - highest > moving { return true }
        guard share >= always, middle < Self.lowest else { return false }
        let near = take.core.count { frame in
            guard let own = take[role].places[frame], let other = take[.dominant].places[frame] else {
                return false
            }
            let way = own - other
            return (way * way).sum() < together.distance * together.distance
        }
        return Double(near) >= together.share * Double(take.core.count)
    }

    /// Only the other hand can be idle: where the dominant one is, the attempt is no sign.
    private static func fall(_ aligned: AlignedTakes) -> Float? {
        func fall(_ role: HandRole) -> Float? {
            let takes = aligned.takes.compactMap { middle(heights(role, $0)) }
            guard let own = middle(heights(role, aligned.attempt)), let lowest = takes.max() else {
                return nil
            }
            return own - lowest
        }
        guard let other = fall(.other), other > fallen + max(fall(.dominant) ?? 0, 0) else { return nil }
        return other
    }

    /// Highest first.
    private static func heights(_ role: HandRole, _ motion: SignMotion) -> [Float] {
        motion.core.compactMap { motion[role].places[$0]?.y }.sorted()
    }

    private static func middle(_ sorted: [Float]) -> Float? {
        sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }
}
