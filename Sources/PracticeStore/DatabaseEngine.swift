import Foundation
import Logging

/// The SQL and the transactions of one engine.
///
/// The extensions are the operations of ``PracticeDatabase``, once for every engine: check the arguments, run one
/// transaction, log one line, give the result. A static function runs in the transaction of its connection and takes
/// values that were checked before it.
protocol DatabaseEngine: PracticeDatabase {
    associatedtype Connection
    associatedtype Moment: EngineMoment<Self>
    var logger: Logger { get }

    // MARK: Transactions

    /// Statements that change nothing, each at a moment of its own.
    func read<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value

    /// As ``read(_:)``, all statements at one moment.
    func snapshot<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value

    /// One write transaction, undone if `body` throws. An engine may call `body` again.
    func write<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value

    /// All statements of a moment at the time of this call, on a connection of its own.
    func begin() throws(StoreError) -> Moment

    // MARK: Reference signs

    /// Makes the sign's row unless it is there, and holds it against other writers.
    static func makeSign(
        _ gloss: String, signature: String, at now: Timestamp, _ connection: Connection) throws
    static func row(ofSign gloss: String, _ connection: Connection) throws -> (id: UUID, language: String?)?
    static func setLanguage(
        _ language: String, ofSign id: UUID, at now: Timestamp, _ connection: Connection) throws
    /// Whether the take is new: `false` where the sign has one of the same hash.
    static func insert(
        _ take: SignDraft.Take, intoSign id: UUID, at now: Timestamp, _ connection: Connection
    ) throws -> Bool
    /// Whether the sign's take of this hash has these bytes too.
    static func holdsBytes(
        of take: SignDraft.Take, inSign id: UUID, _ connection: Connection
    ) throws -> Bool
    /// Whether there is such a sign.
    static func setCalibration(
        _ calibration: String?, signature: String, ofSign gloss: String, at now: Timestamp,
        _ connection: Connection
    ) throws -> Bool
    /// Whether there was such a sign.
    static func removeSign(_ gloss: String, _ connection: Connection) throws -> Bool
    /// In the order of their bytes.
    static func glosses(_ connection: Connection) throws -> [String]
    static func signs(_ connection: Connection) throws -> [SignSummary]
    static func sign(_ gloss: String, _ connection: Connection) throws -> StoredSign?
    /// - Parameter glosses: a JSON array of strings.
    static func calibrations(
        ofSigns glosses: String, by signature: String, _ connection: Connection
    ) throws -> [(gloss: String, calibration: String)]
    static func takes(
        ofSign gloss: String, hashes: Set<String>, _ connection: Connection
    ) throws -> [ReferenceTake]
    /// By gloss. - Parameter glosses: a JSON array of strings; every sign without.
    static func editions(
        of glosses: String?, by signature: String, _ connection: Connection
    ) throws -> [SignEdition]
    static func outlines(of editions: [SignEdition], _ connection: Connection) throws -> [Data?]
    static func kept(
        of glosses: Set<String>, by signature: String, _ connection: Connection
    ) throws -> [String: KeptSign]
    /// Holds signs and their takes against other writers, until the transaction ends.
    ///
    /// - Parameter glosses: a JSON array of strings.
    static func hold(signs glosses: String, _ connection: Connection) throws
    /// In the place of what was kept of the sign before.
    static func keep(
        _ kept: KeptSign, ofSign gloss: String, signature: String, _ connection: Connection) throws

    // MARK: Attempts

    /// Holds the session's identifier against other writers.
    static func references(
        of session: CheckedSession, _ connection: Connection
    ) throws -> CheckedSession.References
    static func insert(
        _ recording: CheckedSession.Recording, of session: CheckedSession, _ connection: Connection) throws
    static func insert(
        _ session: CheckedSession, _ result: ScoredResult?, _ connection: Connection) throws
    /// Adds the points of a session that has its result; fewer or none where ``ExperiencePoints`` says so.
    static func award(
        _ result: ScoredResult, to session: CheckedSession, _ connection: Connection) throws
    /// Writes the result and its points unless there is a result; whether it did. Throws ``StoreError/notFound(_:)``.
    static func complete(
        _ session: UUID, _ result: ScoredResult, _ connection: Connection
    ) throws -> Bool
    static func session(_ id: UUID, _ connection: Connection) throws -> PracticeSession?
    /// - Parameter ids: a JSON array of strings.
    static func waiting(among ids: String, _ connection: Connection) throws -> [UUID: UUID]
    static func media(
        _ place: MediaPlace, for user: UUID, _ connection: Connection
    ) throws -> StoredMedia?

    // MARK: What learners see

    static func history(
        of user: UUID, limit: Int, before cursor: HistoryCursor?, _ connection: Connection
    ) throws -> [HistoryEntry]
    static func progress(
        of user: UUID, since week: Timestamp, asOf now: Timestamp, _ connection: Connection
    ) throws -> ProgressSnapshot?

    static func settings(of user: UUID, _ connection: Connection) throws -> LearnerSettings

    // MARK: Lessons and users

    static func save(_ lesson: CheckedLesson, _ connection: Connection) throws -> UUID
    /// For a user, only a lesson that they may see.
    static func lesson(_ code: String, for user: UUID?, _ connection: Connection) throws -> StoredLesson?
    static func add(_ learner: Learner, at now: Timestamp, _ connection: Connection) throws
}
