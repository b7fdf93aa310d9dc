import Alignment
import PracticeStore
import Scoring

/// All reference signs of a store as of one moment: immutable and thread-safe.
///
/// It holds what a ranking reads of every sign. The takes of a sign, and its model, are read and prepared when they are first
/// asked for, at the store's moment; after ``fill()`` the store is not needed any more. Signs that the store gains later need
/// a new library: see ``Store/library(renewing:)``.
public struct SignLibrary: SignSource {
    /// A sign, and what it becomes beside the others of the library.
    private struct Entry: Sendable {
        let sign: LibrarySign
        let reference: Once<ReferenceSign>
    }

    /// Sorted by gloss.
    private let entries: [Entry]
    private let outlines: [SignOutline]
    private let places: [String: Int]
    /// The origin of the signs, for messages.
    private let place: String

    /// A library of signs with distinct glosses.
    public init(_ signs: [ReferenceSign], place: String = "the library") {
        self.init(
            signs.map { Entry(sign: LibrarySign($0), reference: Once(known: $0)) }, place: place)
    }

    /// A library of a store's signs; `old` is an earlier library of the store, whose signs are used again where they are of
    /// the same edition.
    init(_ signs: [LibrarySign], renewing old: SignLibrary?, place: String) {
        let editions = Set(signs.map(\.edition))
        // Removed since, or of another edition.
        let changed = Set(
            (old?.entries ?? []).map(\.sign).filter { !editions.contains($0.edition) }.map(\.gloss))
        self.init(
            signs.map { sign in
                let known = old?.entry(sign.gloss).flatMap { entry in
                    entry.sign.edition == sign.edition ? entry.reference.known : nil
                }
                let isSame =
                    known.map { $0.calibration.cohort.allSatisfy { !changed.contains($0.sign) } } ?? false
                return Entry(sign: sign, reference: Once(known: isSame ? known : nil))
            }, place: place)
    }

    private init(_ entries: [Entry], place: String) {
        let entries = entries.sorted { $0.sign.gloss < $1.sign.gloss }
        self.entries = entries
        self.place = place
        outlines = entries.map(\.sign.outline)
        places = Dictionary(
            entries.enumerated().map { ($1.sign.gloss, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The number of signs.
    public var count: Int { entries.count }

    /// The glosses, sorted.
    public var glosses: [String] { outlines.map(\.gloss) }

    /// A sign. The first time, its takes are read and those of its cohort; one look-up later.
    public func sign(_ gloss: String) throws -> ReferenceSign { try sign(at: index(of: gloss)) }

    /// A sign as the model for sentences and streams. The first time, ``SignModel/init(_:)``; one look-up later.
    public func model(_ gloss: String) throws -> SignModel {
        try entries[index(of: gloss)].sign.sequenceModel()
    }

    /// All signs as models for sentences and streams. Costs as ``model(_:)`` each, on every processor. Throws as
    /// ``checkSigns()``.
    public func models() throws -> [SignModel] {
        try checkSigns()
        return try Parallel.map(entries) { entry in Result { try entry.sign.sequenceModel() } }
            .map { try $0.get() }
    }

    /// Throws ``AnalysisFailure`` for an empty library.
    public func checkSigns() throws(AnalysisFailure) {
        guard entries.isEmpty else { return }
        throw AnalysisFailure(
            "\(place) has no reference signs; add some with \"signify-score refs add\"", kind: .notFound)
    }

    /// Reads what was not asked for yet, and lets go of the store: for a library that lives long, while it scores. Linear in
    /// the landmarks of the store, which stay in memory until their sign is prepared.
    public func fill() throws { for entry in entries { try entry.sign.fill() } }

    /// The nearest signs by ``WordScorer/distance(_:to:)``, by their places, and each scored by `score`. Costs as
    /// ``WordScorer/nearest(_:to:among:takes:)``, and reading the signs that are compared for the first time.
    func nearest(_ count: Int, to attempt: PreparedTake, by scorer: WordScorer) throws -> [(
        sign: ReferenceSign, distance: Double
    )] {
        let nearest = try scorer.nearest(count, to: attempt, among: outlines) { place in
            try entries[place].sign.takes().map(\.take)
        }
        return try Parallel.map(nearest) { nearest in
            Result { (try sign(at: nearest.place), nearest.distance) }
        }.map { try $0.get() }
    }

    /// The sign of a gloss as it was read; `nil` for an unknown one.
    func stored(_ gloss: String) -> LibrarySign? { entry(gloss)?.sign }

    /// A sentence for each cause of imprecise scores.
    var notices: [String] {
        let present = Set(outlines.flatMap(\.links.takes))
        return outlines.compactMap { outline in
            outline.links.isCalibrated
                ? Store.notice(
                    of: outline.gloss, missing: outline.links.missing(among: present),
                    of: outline.links.cohort.count)
                : Store.noticeOfUncalibrated(outline.gloss)
        }
    }

    private func entry(_ gloss: String) -> Entry? { places[gloss].map { entries[$0] } }

    private func sign(at place: Int) throws -> ReferenceSign {
        let entry = entries[place]
        return try entry.reference.value {
            let whole = try entry.sign.whole()
            guard let calibration = whole.calibration else {
                return ReferenceSign(
                    gloss: entry.sign.gloss, takes: whole.takes, calibration: .uncalibrated)
            }
            let cohort = try Cohort(calibration.cohort) { named in
                try self.entry(named.sign)?.sign.takes().filter { named.takes.contains($0.id) }.map(\.take)
                    ?? []
            }
            return ReferenceSign(
                gloss: entry.sign.gloss, takes: whole.takes, calibration: calibration, cohort: cohort)
        }
    }

    private func index(of gloss: String) throws(StoreError) -> Int {
        let gloss = try Gloss(gloss).text
        guard let index = places[gloss] else { throw .notFound(.sign(gloss, among: glosses)) }
        return index
    }
}
