import SigningSpace

/// The hands that a sign uses, and those that an attempt shows.
struct HandUse {
    /// By ``HandRole`` raw value: the takes that use the hand; none if the sign does not.
    private let users: [[Int]]
    /// Hands that every take shows and the attempt hardly does. They are not judged, and the attempt cannot
    /// pass.
    let unseen: [HandRole]
    /// The fall of the other hand below its lowest height in any take, in shoulder widths, where it exceeds
    /// the dominant hand's: the hand rests and the sign needs it. `nil` otherwise.
    let idle: Float?

    /// The least share of the core in which a take shows a hand for its use to be judged.
    static let evidence = 0.5
    /// The least share of takes that use a hand of the sign. A dominant hand that few takes show is still
    /// used.
    private static let share: [HandRole: Double] = [.dominant: 0.2, .other: 0.5]
    /// A hand is missing if every take shows it in at least the first share of its core, and the attempt in
    /// less than the second.
    private static let missing = (takes: 0.6, attempt: 0.2)
    /// Hands that stay lower than this, in shoulder widths, rest.
    private static let resting: Float = 0.75
    /// Hands whose height changes by more than this, in shoulder widths, move.
    private static let moving: Float = 0.15
    /// The least share of the core in which a low hand of the sign is seen.
    private static let always = 0.9
    /// A hand that is lower than this, in shoulder widths, and does not move is not part of the sign.
    private static let lowest: Float = 1.35
    /// A hand takes part if its palm is nearer to the other than this, in shoulder widths, in this share of
    /// the core.
    private static let together = (distance: Float(0.8), share: 0.1)
    /// The least fall of a resting hand below every take, in shoulder widths, beyond the dominant hand's
    /// fall.
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

    /// The indices of the takes that use a hand; none if the sign does not.
    func takes(using role: HandRole) -> [Int] { users[role.rawValue] }

    /// The share, 0–1, of the core in which a hand is seen.
    static func seenShare(_ role: HandRole, _ motion: SignMotion) -> Double {
        Double(motion.core.count { motion[role].postures[$0] != nil }) / Double(max(motion.core.count, 1))
    }

    /// Whether a take shows a hand raised or moving; for the other hand also held low near the dominant hand.
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

    /// Only the other hand can be idle: with an idle dominant hand the attempt is no sign.
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
