/// A learner's progress at one instant.
public struct ProgressSnapshot: Sendable, Hashable {
    public let nickname: String
    /// Experience points.
    public let xp: Int
    /// A level for each 1,000 points, 32,767 at most.
    public let level: Int
    /// The number of scored attempts.
    public let scoredSessions: Int
    /// The mean of their scores, 0–100; 0 without any.
    public let averageScore: Double
    /// Attempts finished in the seven days up to the instant.
    public let sessionsThisWeek: Int
    /// Different word lessons with a finished attempt, lessons since withdrawn among them.
    public let wordLessonsCompleted: Int
    /// Different sentence lessons with a finished attempt, lessons since withdrawn among them.
    public let sentenceLessonsCompleted: Int
}

extension ProgressSnapshot {
    init(_ row: some StoredRow) throws(StoreError) {
        let (scored, hundredths) = (try row.integer("scored"), try row.integer("hundredths"))
        self.init(
            nickname: try row.text("nickname"), xp: try row.integer("xp"), level: try row.integer("level"),
            scoredSessions: scored, averageScore: scored == 0 ? 0 : Double(hundredths) / Double(scored) / 100,
            sessionsThisWeek: try row.integer("this_week"),
            wordLessonsCompleted: try row.integer("word_lessons"),
            sentenceLessonsCompleted: try row.integer("sentence_lessons"))
    }
}
