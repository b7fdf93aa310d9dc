import Foundation
import Scoring

/// The practice store: reference signs, practice sessions with their scores, lessons and media.
///
/// Each operation is one transaction: it happens as a whole, and is on the disk when it returns, or it throws and
/// leaves the store as it was. Operations may be called from any thread at once. Instants are the caller's, kept
/// to the millisecond; `updated_at` alone is moved on by the engine when a change leaves it where it was.
public protocol PracticeDatabase: Sendable {
    /// Throws unless the store would take a new attempt now: ``StoreError/unreachable(place:reason:)``,
    /// ``StoreError/takesNoChanges(place:reason:)``, … One round trip, or one lock of a file.
    func check() throws(StoreError)

    // MARK: Reference signs

    /// Enrols signs and takes, all of them or none; a sign is made if need be, and a take with the bytes of one of
    /// the sign's own is left out and reported. One enrolment a sign, in the order given.
    ///
    /// A sign's `calibration` and the `signature` replace what is stored, since a calibration speaks of one set of
    /// takes: `nil` clears it when takes were added, and changes nothing when all were there already. A
    /// `language` must agree with a stored one. Linear in the bytes given. Throws
    /// ``StoreError/refused(table:column:reason:)`` for a take or gloss that breaks a rule, and for a sign without
    /// takes.
    @discardableResult
    func addSigns(_ signs: [NewSign], signature: String, at instant: Date) throws(StoreError) -> [Enrolment]

    /// Removes a sign and its takes. Throws ``StoreError/notFound(_:)`` for an unknown one.
    func removeSign(gloss: String) throws(StoreError)

    /// Sets the calibration (JSON) of each sign named, all or none, and keeps what was made of signs as
    /// ``keep(_:signature:)`` does. Throws ``StoreError/notFound(_:)`` for an unknown sign,
    /// ``StoreError/refused(table:column:reason:)`` for a text that is not JSON.
    func setCalibrations(
        _ calibrations: [String: String], keeping kept: [SignEdition: KeptSign], signature: String,
        at instant: Date
    ) throws(StoreError)

    /// Keeps what was made of signs under `signature`, where each still is of the edition that it was made of.
    func keep(_ kept: [SignEdition: KeptSign], signature: String) throws(StoreError)

    /// As ``SignMoment/kept(of:by:)``, as of now.
    func kept(of glosses: Set<String>, by signature: String) throws(StoreError) -> [String: KeptSign]

    /// Every sign, by gloss, without landmarks.
    func signs() throws(StoreError) -> [SignSummary]

    /// A sign with its takes, read at one moment. Throws ``StoreError/notFound(_:)``, with the nearest stored
    /// glosses, for an unknown one.
    func sign(gloss: String) throws(StoreError) -> StoredSign

    /// The takes of a sign by ``ReferenceTake/contentHash``, in the order of enrolment; none for an unknown sign or
    /// hash.
    func takes(gloss: String, contentHashes: Set<String>) throws(StoreError) -> [ReferenceTake]

    /// The calibrations of signs by their glosses, without those that are not of `signature`; nothing for an unknown
    /// sign. One statement.
    func calibrations(of glosses: Set<String>, by signature: String) throws(StoreError) -> [String: String]

    /// The signs as of now, to be read later.
    func moment() throws(StoreError) -> any SignMoment

    /// Calls `body` with each sign, by gloss, as of one moment. One sign's landmarks are in memory
    /// at a time, and `body` may use the store. Throws a ``StoreError``, or the error of `body`, which ends it.
    func forEachSign(_ body: (StoredSign) throws -> Void) throws

    // MARK: Attempts

    /// Stores an attempt that is not scored yet, with its recording.
    ///
    /// Throws ``StoreError/notFound(_:)`` for an unknown user, and for a lesson that is unknown or hidden from the user;
    /// ``StoreError/taken(_:)``; ``StoreError/limited(reason:)``; ``StoreError/refused(table:column:reason:)`` for a value
    /// that breaks a rule, as a start more than 31 days before `instant` or 5 minutes after it.
    @discardableResult
    func beginSession(_ session: NewSession, at instant: Date) throws(StoreError) -> UUID

    /// Writes score, feedback and `completed_at` of an attempt that has none, and adds its ``ExperiencePoints``. A
    /// scored one is refused. Of two programs that complete one attempt, one is refused.
    func complete(sessionID: UUID, feedback: Feedback, at instant: Date) throws(StoreError)

    /// Stores an attempt and its score at once: ``beginSession(_:at:)`` and
    /// ``complete(sessionID:feedback:at:)`` in one transaction.
    @discardableResult
    func record(_ session: NewSession, feedback: Feedback, at instant: Date) throws(StoreError) -> UUID

    /// One attempt. Throws ``StoreError/notFound(_:)`` for an unknown one.
    func session(id: UUID) throws(StoreError) -> PracticeSession

    /// Which of these attempts still wait for a score, with their users: not those that have one, were moved aside, or are
    /// unknown. One statement, a look-up for each attempt.
    func waiting(among sessions: Set<UUID>) throws(StoreError) -> [UUID: UUID]

    /// A media asset by its identifier. Throws ``StoreError/notFound(_:)`` for an unknown one, or one that
    /// `userID` does not own while somebody does.
    func media(id: UUID, for userID: UUID) throws(StoreError) -> StoredMedia

    /// A media asset by its place. Throws as ``media(id:for:)``.
    func media(bucket: String, path: String, for userID: UUID) throws(StoreError) -> StoredMedia

    // MARK: What learners see

    /// Scored attempts of a user, newest first, at most `limit` (1 to 10,000) of those older than `cursor`.
    /// Empty for an unknown user. O(log n + limit).
    func history(
        user: UUID, limit: Int, before cursor: HistoryCursor?
    ) throws(StoreError) -> [HistoryEntry]

    /// A user's progress, of the attempts finished by `instant`. Throws ``StoreError/notFound(_:)`` for an
    /// unknown user. Linear in the user's attempts.
    func progress(user: UUID, asOf instant: Date) throws(StoreError) -> ProgressSnapshot

    /// What a user chose; nothing for an unknown user. One look-up.
    func settings(of user: UUID) throws(StoreError) -> LearnerSettings

    /// Takes one request from what `quota` allows the user, if there is one: see ``RequestQuota``.
    ///
    /// PostgreSQL counts for all programs of the store, in one round trip. A SQLite store counts for this process: it is of one
    /// machine, and a commit for each request would wait for its disk.
    func spend(_ quota: RequestQuota, of user: UUID) throws(StoreError) -> RequestAllowance

    // MARK: Lessons and users

    /// Stores a lesson, in the place of the one with its code if there is one, and gives its identifier.
    @discardableResult
    func saveLesson(_ lesson: Lesson, at instant: Date) throws(StoreError) -> UUID

    /// A lesson by its code. Throws ``StoreError/notFound(_:)`` for an unknown one, and for one that is hidden from
    /// `userID`: not active, not theirs, and not practised by them. `nil` sees every lesson.
    func lesson(code: String, for userID: UUID?) throws(StoreError) -> StoredLesson

    /// Stores a learner with no experience points. An identifier that is taken is refused.
    func addLearner(_ learner: Learner, at instant: Date) throws(StoreError)
}
