/// The result of enrolling takes of one sign.
public struct Enrolment: Sendable, Hashable {
    /// The number of takes that are new.
    public let added: Int
    /// Places, in the list given, of takes that are enrolled already or stand in the list before.
    public let duplicates: [Int]
}
