/// How hard a lesson is (`lessons.difficulty_level`).
public enum LessonDifficulty: String, Sendable, Hashable, Codable, CaseIterable {
    case intro, intermediate, advanced
}
