import PracticeAnalysis
import Scoring
import Synchronization

/// What a `signify_library` is for.
final class LibraryHandle: Handled {
    static let kind = HandleTable.Kind.library

    let library: SignLibrary
    /// Where its scores will be rough, a line each.
    let notices: [String]

    /// The signs that come with the engine.
    init() throws {
        library = SignLibrary(try EmbeddedReferences.signs())
        notices = []
    }

    /// The signs of a store.
    init(_ store: StoreHandle) throws {
        let heard = Notices()
        let references = ReferenceLibrary(store.database) { heard.add($0) }
        library = try SignLibrary(references, place: store.place)
        notices = heard.lines
    }

    private final class Notices: Sendable {
        private let state = Mutex<[String]>([])
        func add(_ line: String) { state.withLock { $0.append(line) } }
        var lines: [String] { state.withLock { $0 } }
    }

    /// What an attempt at `list` is measured against.
    func task(_ list: SignList?) throws -> PracticeTask {
        guard let list else { return try library.freestyle() }
        return try library.task(list)
    }
}
