import Foundation
import PracticeStore
import Scoring

/// A practice store that is open: reference signs, attempts with their scores, learners and lessons.
///
/// ```swift
/// let store = try Store.open()                             // the user's own
/// let store = try Store.open("postgresql://user@host/db")  // or a file: "practice.sqlite"
/// ```
///
/// Its methods may be called from any thread at once. ``database`` has every operation on single rows.
public struct Store: SignSource {
    /// The rows.
    public let database: any PracticeDatabase
    /// Where it is, in words; never a password.
    public let place: String
    /// Receives a line for each sign whose scores will be rough.
    let notice: @Sendable (String) -> Void

    /// The parts of a named store that are made where they are missing. The user's own store is always created and filled.
    public struct Provision: OptionSet, Sendable {
        public let rawValue: UInt32
        /// A file where there is none.
        public static let create = Provision(rawValue: 1)
        /// The reference signs that come with the engine, where there is no sign. Takes about a second.
        public static let fill = Provision(rawValue: 2)

        /// The provisions of some bits.
        public init(rawValue: UInt32) { self.rawValue = rawValue }
    }

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - location: a SQLite file or `postgresql://…`, as ``StoreLocation`` reads it; `nil` for the file in the user's
    ///     data folder.
    ///   - provision: the parts that are made where they are missing; without it, the file has to exist.
    ///   - use: whether several threads will use it.
    ///   - notice: receives a line for each sign whose scores will be rough: a sign without a calibration of this version, or
    ///     with a cohort of which signs are gone; and a line when the store is filled.
    /// - Throws: ``StoreError``.
    public static func open(
        _ location: String? = nil, _ provision: Provision = [], by use: StoreUse = .manyThreads,
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> Store {
        let parsed = try StoreLocation(parsing: location)
        let provision = location == nil ? [.create, .fill] : provision
        let database = try provision.contains(.create) ? parsed.open(by: use) : parsed.openExisting(by: use)
        let store = Store(database, place: parsed.place, notice: notice)
        if provision.contains(.fill), try database.signs().isEmpty {
            notice("First use: filling the store with \(ShippedReferences.count) reference signs.")
            try ShippedReferences.fill(database)
        }
        return store
    }

    /// A store of a database that is open; `place` is where it is, in words.
    public init(
        _ database: any PracticeDatabase, place: String = "the store",
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.database = database
        self.place = place
        self.notice = notice
    }

    /// The task of signing `signs` in `mode`: see ``PracticeTask/init(_:as:from:)``.
    ///
    /// A word is read by itself, in milliseconds; a sentence needs every sign that may stand in a sign's place, which is a
    /// whole ``library()``.
    public func task(_ signs: SignList?, as mode: PracticeMode? = nil) throws -> PracticeTask {
        if (mode ?? PracticeTask.mode(of: signs)) == .sentence {
            return try PracticeTask(signs, as: mode, from: library())
        }
        return try PracticeTask(signs, as: mode, from: self)
    }

    /// Keeps an attempt with its feedback, and gives the session's identifier.
    ///
    /// One transaction: recording, description, score, feedback and experience points. Linear in the frames.
    @discardableResult
    public func keep(
        _ attempt: Recording, _ feedback: Feedback, of learner: UUID = Learner.local, lesson: UUID? = nil,
        startedAt: Date = Date()
    ) throws -> UUID {
        try database.record(
            NewSession(attempt, of: learner, mode: feedback.mode, lesson: lesson, startedAt: startedAt),
            feedback: feedback, at: Date())
    }

    /// The lesson of `code`, which has to be of the mode of the attempt. Throws ``StoreError/notFound(_:)`` for an unknown
    /// one, ``AnalysisFailure`` for one of another mode.
    public func lesson(code: String, practisedAs mode: PracticeMode) throws -> StoredLesson {
        let stored = try database.lesson(code: code)
        guard stored.lesson.type == mode else {
            throw AnalysisFailure(
                "lesson \(code) is a \(stored.lesson.type.rawValue) lesson, and the signs asked for make a "
                    + "\(mode.rawValue); name a lesson of that type",
                kind: .badInput)
        }
        return stored
    }
}
