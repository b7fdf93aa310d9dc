import Foundation

/// A person who practises.
public struct Learner: Sendable, Hashable, Identifiable {
    /// The one user of a store on a learner's own machine. Every new SQLite store has it; a PostgreSQL database gets it
    /// with its first attempt, where the role may make learners.
    public static let local = UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

    /// What ``local`` is called until it has another name.
    static let localNickname = "local"

    /// The row's identifier.
    public var id: UUID
    /// What they are called; 2 to 50 characters.
    public var nickname: String

    /// A learner of that name.
    public init(id: UUID = UUID(), nickname: String) {
        self.id = id
        self.nickname = nickname
    }
}
