/// A file of the fixtures, in memory.
struct FixtureFile: Sendable, Hashable {
    /// Below the fixtures' folder, with "/" between.
    var path: String
    var bytes: [UInt8]
}
