/// Everything in sentence and freestyle mode that was measured rather than reasoned, in one place.
///
/// Costs are calibrated distances: 1 is where an attempt at the sign just passes, so better features and weights change
/// nothing here. Chosen by hand with `signify-laboratory modes`, on synthetic sentences and on real takes joined end
/// to end; that command measures them again.
enum SequenceConstants {
    /// What a frame costs outside every sign.
    static let filler: Float = 0.93
    /// What leaving out a sign of the sentence costs, in frames of distance 1. Any from 2 to 20 does the same.
    static let skip: Float = 4
    /// Seconds of a reference that one state of its model stands for, as long as the model has the most states.
    static let secondsPerState = 0.05
    /// The most states of a model: longer references, whose signer waits in the postures, are spread over these.
    static let mostStates = 20
    /// The fewest.
    static let fewestStates = 4
    /// The share of a state's place in its reference that time decides; change decides the rest.
    static let timeShare: Float = 0.5

    /// As ``filler``, where any sign of the library may stand.
    static let spottingFiller: Float = 0.93
    /// What a spotted sign costs beside its frames.
    static let entry: Float = 4
    /// How much more than the best one a path may cost before it is given up.
    static let beam: Float = 10
    /// The most seconds of a spotted sign.
    static let longestSign = 4.0
    /// The distance up to which a spotted sign is believed: nearer than one just passes, which is judged beside a cohort too.
    static let believed = 0.93
    /// The distance beyond which a stretch is no attempt at its sign.
    static let attempted = 1.5
    /// The share of a failing stretch's distance to its sign at which another sign is nearer.
    static let nearer = 0.9
    /// No more than this share of a segment is way in, and no more than this way out.
    static let wayShare = 0.3
    /// The share of the cost of the usual bound at which a frame is much more like the sign's first or last posture.
    static let muchLike: Float = 0.6
    /// An attempt nearer than this to its sign is no other sign, whatever else it is near to.
    static let unmistakable = 0.5
    /// The share of an attempt's distance to its sign at which another one is much nearer.
    static let muchNearer = 0.7
    /// The share of a spotted sign that may overlap its neighbours.
    static let tolerated = 0.3
    /// The share of the shorter of two stretches that overlaps where they are the same event.
    static let sameEvent = 0.5

    /// Frames of a sentence that are compared with the library at once.
    static let block = 256
    /// Frames of a stream that go through the signing space at once.
    static let hop = 6
    /// Frames behind them that have to be there: gaps up to 0.28 s are closed from both sides, velocities reach 2 further.
    static let lookahead = 10
    /// Frames before them that are measured again: shoulders and head are judged by their medians.
    static let context = 45
    /// Frames kept: as many as may wait to be decided, ``StreamDecoder/waitingOccurrences`` of the longest sign, with their
    /// context.
    static let bufferedFrames = 600
    /// The latest frames in which the dominant hand is looked for.
    static let handednessMemory = 240
    /// How often, in frames, the dominant hand is looked for where nobody states it.
    static let handednessFrames = 30
}
