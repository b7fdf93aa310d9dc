import Foundation

/// A person who practises.
public struct Learner: Sendable, Hashable, Identifiable {
    /// The one user of a store on a learner's own machine; every new SQLite store has it.
    public static let local = UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))

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
