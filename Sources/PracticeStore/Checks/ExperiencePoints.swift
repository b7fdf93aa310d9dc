import Scoring

/// The points that a scored attempt earns its learner.
///
/// Points come once, with an attempt's first score and in its transaction: 10 for an attempt that passed, 2 for one
/// that scored above 0 without passing, none for one that scored 0. A recording with the landmarks of an earlier one of
/// the learner earns none, and a day's points end at a cap: `points_per_day` in table `limits` (PostgreSQL:
/// `signify.limits`), 500 by default. The day is the learner's own on PostgreSQL, UTC's in SQLite.
public enum ExperiencePoints {
    /// For an attempt that passed.
    public static let passed = 10
    /// For an attempt that scored above 0 and did not pass.
    public static let tried = 2

    public static func earned(by feedback: Feedback) -> Int {
        if feedback.passed { return passed }
        return feedback.score > 0 ? tried : 0
    }
}
