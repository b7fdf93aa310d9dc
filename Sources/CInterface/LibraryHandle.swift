import Signify
import Synchronization

/// What a `signify_library` is for.
final class LibraryHandle: Handled {
    static let kind = HandleTable.Kind.library

    let library: SignLibrary
    /// Where its scores will be rough, a line each.
    let notices: [String]

    /// The signs that come with the engine.
    init() throws {
        library = try ShippedReferences.library()
        notices = []
    }

    /// The signs of a store, one at least.
    init(_ store: StoreHandle) throws {
        let heard = Notices()
        library = try Store(store.database, place: store.store.place) { heard.add($0) }.library()
        _ = try library.models()
        notices = heard.lines
    }

    private final class Notices: Sendable {
        private let state = Mutex<[String]>([])
        func add(_ line: String) { state.withLock { $0.append(line) } }
        var lines: [String] { state.withLock { $0 } }
    }
}
