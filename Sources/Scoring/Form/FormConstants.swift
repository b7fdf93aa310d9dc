/// The constants of form that were chosen by judgement; ``LearnedConstants`` holds the tolerances.
enum FormConstants {
    /// The ratio of the other hand's tolerances to the dominant hand's: its form is less exact.
    static let otherHand = 1.25
    /// The number of takes of a sign that weigh as much as the values learned over all signs: see
    /// ``FormTolerances``.
    static let priorTakes = 2.4
    /// The ratio of the widest right distance to a typical distance between a sign's takes.
    static let spreadScale = 2.0
    /// The limit of a distance between takes, in tolerances: a take beyond it is a mistake.
    static let largestSpread = 1.5
    /// The least ratio of a sign's own tolerance to the learned one, by number of signers: takes of one
    /// signer, or two, hardly show the differences between people. It is larger for handshapes, since the
    /// detector estimates hidden fingers. It is 1 for paths, which either follow another path or do not, and
    /// for repetitions, whose number is free in many signs.
    static func narrowest(_ measure: FormMeasure, signers: Int) -> Double {
        switch (measure, signers) {
        case (.path, _), (.repetition, _): 1
        case (_, ...1): 0.9
        case (_, 2): 0.85
        case (.finger, _), (.fingers, _): 0.9
        case (.palm, _): 0.27
        case (.smallness, _), (.turning, _): 0.6
        case (.largeness, _): 0.42
        case (.thumb, _): 0.25
        default: 0.45
        }
    }
    /// The largest ratio of a sign's own tolerance to the learned one.
    static let widest = 1.0
    /// The factor of the tolerances of a sign with 0, 1, 2 or 3 takes: the nearest of few takes is farther.
    static let fewTakes = [1.3, 1.3, 1.15, 1.05]

    /// The cost of a distance of one tolerance, in points: people who sign rightly differ within it.
    static let withinTolerance = 2.0
    /// The distance beyond the tolerance, in tolerances, at which the score is halved.
    static let halving = 0.5
    /// The exponent of the score's fall beyond the tolerance.
    static let fall = 1.5
}
