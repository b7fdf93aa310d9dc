import Signify

/// What became of a claimed attempt.
enum AttemptOutcome: Sendable {
    /// It has a score.
    case scored(Feedback)
    /// No try will ever score it.
    case poisoned(ScoringFault)
    /// Another try may: why this one did not.
    case failed(String)
    /// The store went away meanwhile, which is no fault of the attempt's.
    case interrupted(String)
    /// It left the queue meanwhile.
    case gone
}
