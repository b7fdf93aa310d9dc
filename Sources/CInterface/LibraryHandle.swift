import Signify
import Synchronization

/// The object of a `signify_library`.
final class LibraryHandle: Handled {
    static let kind = HandleTable.Kind.library

    let library: SignLibrary
    /// Causes of imprecise scores, one line each.
    let notices: [String]

    /// The shipped signs.
    init() throws {
        library = try ShippedReferences.library()
        notices = []
    }

    /// The signs of a store; at least one.
    init(_ store: StoreHandle) throws {
        let heard = Notices()
        library = try store.library { heard.add($0) }
        try library.checkSigns()
        notices = heard.lines
        LibraryFilling.start(library)
    }

    private final class Notices: Sendable {
        private let state = Mutex<[String]>([])
        func add(_ line: String) { state.withLock { $0.append(line) } }
        var lines: [String] { state.withLock { $0 } }
    }
}
