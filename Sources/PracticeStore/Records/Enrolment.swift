import Foundation

/// The result of enrolling takes.
public struct Enrolment: Sendable, Hashable {
    /// The sign's row.
    public let signID: UUID
    /// The rows of the takes that are new, in the order given.
    public let added: [UUID]
    /// Places, in the list given, of takes that were enrolled already, or stood in the list before.
    public let duplicates: [Int]
}
