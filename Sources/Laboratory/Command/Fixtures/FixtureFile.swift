/// A file of the fixtures, in memory.
struct FixtureFile: Sendable, Hashable {
    /// The path below the fixtures' folder, with "/" as separator.
    var path: String
    var bytes: [UInt8]
}
