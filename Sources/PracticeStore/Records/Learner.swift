import Foundation

/// A person who practises.
public struct Learner: Sendable, Hashable, Identifiable {
    /// The one user of a store on a learner's own machine. Every new SQLite store has it; a PostgreSQL database gets it
    /// with its first attempt, where the role may make learners.
    public static let local = UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

    /// The nickname of ``local`` until it gets another.
    static let localNickname = "local"

    public var id: UUID
    /// 2 to 50 characters.
    public var nickname: String

    public init(id: UUID = UUID(), nickname: String) {
        self.id = id
        self.nickname = nickname
    }
}
