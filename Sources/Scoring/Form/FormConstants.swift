/// What judging form takes from judgement rather than from data, in one place; the tolerances stand in ``LearnedConstants``.
enum FormConstants {
    /// How much wider than the dominant hand's the tolerances of the other hand are: what it does is less exact.
    static let otherHand = 1.25
    /// How many takes of a sign what is learned over all signs weighs as: see ``FormTolerances``.
    static let priorTakes = 2.4
    /// What a typical distance between a sign's takes is multiplied by to stand for the widest right one.
    static let spreadScale = 2.0
    /// The largest distance between takes that counts, in tolerances: a take beyond is a mistake.
    static let largestSpread = 1.5
    /// The least that a sign's own tolerance is of the learned one, with takes by so many signers: what people differ in is not to
    /// be seen from one of them, and hardly from two. Of a handshape, that the detector guesses at where fingers hide each other, it
    /// is more; a way either follows another or does not, and how often a movement is repeated is free in many signs.
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
    /// The most.
    static let widest = 1.0
    /// How much wider tolerances are of a sign with 0, 1, 2 or 3 takes: the nearest of few is farther.
    static let fewTakes = [1.3, 1.3, 1.15, 1.05]

    /// What a distance of one tolerance costs: within it, people who sign rightly differ.
    static let withinTolerance = 2.0
    /// How far beyond the tolerance, in tolerances, the score is halved.
    static let halving = 0.5
    /// The exponent of its fall.
    static let fall = 1.5
}
