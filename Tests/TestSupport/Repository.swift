import Foundation

/// The clone that the tests were built from.
package enum Repository {
    /// Its folder.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The committed recordings.
    package static let fixtures = root.appendingPathComponent("Fixtures")
}
