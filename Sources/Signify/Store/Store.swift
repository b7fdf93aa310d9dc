import Foundation
import PracticeStore
import Scoring

/// An open practice store: reference signs, attempts with their scores, learners and lessons.
///
/// ```swift
/// let store = try Store.open()                             // the user's store
/// let store = try Store.open("postgresql://user@host/db")  // or a file: "practice.sqlite"
/// ```
///
/// Thread-safe. ``database`` has the operations on single rows.
public struct Store: SignSource {
    public let database: any PracticeDatabase
    /// The location for messages; never a password.
    public let place: String
    /// Called with one line for each cause of imprecise scores.
    let notice: @Sendable (String) -> Void

    /// The parts that ``open(_:_:by:notice:)`` creates if they are missing; always both for the user's store.
    public struct Provision: OptionSet, Sendable {
        public let rawValue: UInt32
        /// Creates a missing file.
        public static let create = Provision(rawValue: 1)
        /// Adds the shipped reference signs to a store without signs. Takes about 1 s.
        public static let fill = Provision(rawValue: 2)

        public init(rawValue: UInt32) { self.rawValue = rawValue }
    }

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - location: a SQLite file or `postgresql://…`, as ``StoreLocation`` reads it; `nil` is the file in
    ///     the user's data folder.
    ///   - provision: without ``Provision/create``, a missing file is an error.
    ///   - use: one thread or many.
    ///   - notice: called with one line for a sign without a calibration of this version, for a sign whose
    ///     cohort has lost signs, and for the filling of the store.
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

    /// A store on an open database; `place` is the location for messages.
    public init(
        _ database: any PracticeDatabase, place: String = "the store",
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.database = database
        self.place = place
        self.notice = notice
    }

    /// The task of `signs` in `mode`: see ``PracticeTask/init(_:as:from:)``.
    ///
    /// A word reads one sign, in milliseconds. A sentence reads the whole ``library(renewing:)``, because any sign may
    /// replace another.
    public func task(_ signs: SignList?, as mode: PracticeMode? = nil) throws -> PracticeTask {
        if (mode ?? PracticeTask.mode(of: signs)) == .sentence {
            return try PracticeTask(signs, as: mode, from: library())
        }
        return try PracticeTask(signs, as: mode, from: self)
    }

    /// Keeps an attempt with its feedback; returns the session's identifier.
    ///
    /// One transaction writes recording, description, score, feedback and experience points. Linear in the
    /// frames.
    @discardableResult
    public func keep(
        _ attempt: Recording, _ feedback: Feedback, of learner: UUID = Learner.local, lesson: UUID? = nil,
        startedAt: Date = Date()
    ) throws -> UUID {
        try database.record(
            NewSession(attempt, of: learner, mode: feedback.mode, lesson: lesson, startedAt: startedAt),
            feedback: feedback, at: Date())
    }

    /// The lesson of `code`. Throws ``StoreError/notFound(_:)`` for an unknown code and a lesson that is hidden
    /// from `learner`, ``AnalysisFailure`` for a lesson of another mode.
    public func lesson(
        code: String, for learner: UUID = Learner.local, practisedAs mode: PracticeMode
    ) throws -> StoredLesson {
        let stored = try database.lesson(code: code, for: learner)
        guard stored.lesson.type == mode else {
            throw AnalysisFailure(
                "lesson \(code) has the type \(stored.lesson.type.rawValue), but the attempt is a "
                    + "\(mode.rawValue); name a lesson of that type",
                kind: .badInput)
        }
        return stored
    }
}
