import Scoring

/// The points of a finished attempt, on every engine.
///
/// Points come once, with an attempt's first score and in its transaction: 10 for an attempt that passed, 2 for one
/// that scored above 0 without passing, none for one that scored 0. An attempt that is scored anew
/// (``PracticeDatabase/replaceScore(sessionID:feedback:at:)``) earns and loses nothing: the learner has seen the points.
public enum ExperiencePoints {
    /// For an attempt that passed.
    public static let passed = 10
    /// For an attempt that scored above 0 and did not pass.
    public static let tried = 2

    /// The points of an attempt that was given this feedback.
    public static func earned(by feedback: Feedback) -> Int {
        if feedback.passed { return passed }
        return feedback.score > 0 ? tried : 0
    }
}
