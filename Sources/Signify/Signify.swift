/// The practice-analysis engine: from a recording of a sign to a score, a correction and a row of the practice store.
///
/// ```swift
/// import Signify
///
/// let store = try Store.open()                                  // the user's own, with 20 reference signs
/// let attempt = try Recording(path: "attempt.json")             // MediaPipe landmarks in any known format
/// let feedback = try store.task("HELLO").feedback(on: attempt)  // score 0–100, corrections, warnings
/// try store.keep(attempt, feedback)                             // practice_sessions
/// ```
///
/// - ``Recording``: landmarks with the name they came by.
/// - ``Store``: reference signs, attempts, learners, lessons, in SQLite or PostgreSQL.
/// - ``SignLibrary``: every sign of a store in memory, for many attempts on any thread.
/// - ``PracticeTask``: one sign, a sentence, or whichever signs there are; gives ``Feedback``.
/// - ``LiveSigns``: the signs of a stream, each as soon as it is certain.
/// - ``AnalysisFailure``: one line that says the fault, its place and its remedy, and the status a program ends with.
///
/// The stages below are modules of their own: `Landmarks`, `RecordingCheck`, `SigningSpace`, `Alignment`, `Scoring`,
/// `PracticeStore`. Of them this module re-exports the three whose types stand in its signatures.
@_exported import Landmarks
@_exported import PracticeStore
@_exported import Scoring
@_exported import enum SigningSpace.Channel
