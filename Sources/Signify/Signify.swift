/// The practice-analysis engine: from a recording of a sign to a score, corrections for the learner, and a
/// row of the practice store.
///
/// ```swift
/// import Signify
///
/// let store = try Store.open()                                  // the user's store, with 20 reference signs
/// let attempt = try Recording(path: "attempt.json")             // MediaPipe landmarks in any known format
/// let feedback = try store.task("HELLO").feedback(on: attempt)  // score 0–100, corrections, warnings
/// try store.keep(attempt, feedback)                             // practice_sessions
/// ```
///
/// - ``Recording``: landmarks with their path.
/// - ``Store``: reference signs, attempts, learners, lessons, in SQLite or PostgreSQL.
/// - ``SignLibrary``: all signs of a store in memory, for many attempts on any thread.
/// - ``PracticeTask``: a word, a sentence or freestyle; returns ``Feedback``.
/// - ``LiveSigns``: the signs of a live stream, each as soon as it is certain.
/// - ``AnalysisFailure``: one line with the fault, its place and its remedy, and the exit status.
///
/// Each stage is a module: `Landmarks`, `RecordingCheck`, `SigningSpace`, `Alignment`, `Scoring`,
/// `PracticeStore`. This module re-exports the three whose types its signatures use.
@_exported import Landmarks
@_exported import PracticeStore
@_exported import Scoring
@_exported import enum SigningSpace.Channel
@_exported import Wording
