import SigningSpace

/// Which hands a sign uses, and which of them an attempt shows.
struct HandUse {
    /// Hands that every take shows, raised or moving; a hand at rest is not part of the sign.
    let used: [HandRole]
    /// Used hands that the attempt shows too little of to be judged.
    let unseen: [HandRole]
    /// The correction for a hand that rests where the sign needs it.
    let idle: Finding?
    /// Used hands that can be judged.
    var judged: [HandRole] {
        used.filter { !unseen.contains($0) && !(idle?.roles.contains($0) ?? false) }
    }

    /// The share of the core in which a hand must be seen to be judged.
    static let evidence = 0.5
    /// Hands that are lower than this all the time, in shoulder widths, rest.
    private static let resting: Float = 0.75
    /// A hand whose height changes by more than this, in shoulder widths, moves.
    private static let moving: Float = 0.15
    /// How much lower than in every take a hand must be to be at rest, beyond what the dominant hand is too low.
    private static let fallen: Float = 0.5

    init(_ aligned: AlignedTakes) {
        let attempt = aligned.attempt
        used = HandRole.allCases.filter { role in aligned.takes.allSatisfy { Self.uses(role, $0) } }
        unseen = used.filter { Self.seenShare($0, attempt) < Self.evidence }
        idle = used.contains(.other) ? Self.idle(aligned) : nil
    }

    /// The share of the core in which a hand is seen.
    static func seenShare(_ role: HandRole, _ motion: SignMotion) -> Double {
        Double(motion.core.count { motion[role].postures[$0] != nil }) / Double(max(motion.core.count, 1))
    }

    private static func uses(_ role: HandRole, _ take: SignMotion) -> Bool {
        guard seenShare(role, take) >= evidence else { return false }
        let heights = heights(role, take)
        guard let highest = heights.first, let lowest = heights.last else { return false }
        return heights[heights.count / 2] < resting || lowest - highest > moving
    }

    /// Only the other hand can be idle: where the dominant one is, the attempt is no sign.
    private static func idle(_ aligned: AlignedTakes) -> Finding? {
        func fall(_ role: HandRole) -> Float? {
            let takes = aligned.takes.compactMap { middle(heights(role, $0)) }
            guard let own = middle(heights(role, aligned.attempt)), let lowest = takes.max() else {
                return nil
            }
            return own - lowest
        }
        guard let other = fall(.other), other > fallen + max(fall(.dominant) ?? 0, 0) else { return nil }
        return Finding(
            channel: .location, roles: [.other], advice: .useHand, size: other, unit: .shoulderWidths,
            severity: .infinity, frames: aligned.attempt.core)
    }

    /// Highest first.
    private static func heights(_ role: HandRole, _ motion: SignMotion) -> [Float] {
        motion.core.compactMap { motion[role].places[$0]?.y }.sorted()
    }

    private static func middle(_ sorted: [Float]) -> Float? {
        sorted.isEmpty ? nil : sorted[sorted.count / 2]
    }
}
