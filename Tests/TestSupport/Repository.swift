import Foundation

/// The repository of the tests.
package enum Repository {
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The committed recordings.
    package static let fixtures = root.appendingPathComponent("Fixtures")
}
