/// The constants of sentence and freestyle mode that were measured rather than derived.
///
/// Costs are calibrated distances: 1 is where an attempt at the sign just passes. Changes of features and
/// weights therefore need no change here. The values were chosen by hand with `signify-laboratory modes`, on
/// synthetic sentences and on joined real takes; the command measures them again.
enum SequenceConstants {
    /// The cost of a frame outside every sign.
    static let filler: Float = 0.93
    /// The cost of skipping a sign of the sentence, in frames of distance 1. Values from 2 to 20 give the
    /// same result.
    static let skip: Float = 4
    /// The duration of a state of a sign model, in seconds of the reference, up to the largest number of
    /// states.
    static let secondsPerState = 0.05
    /// The largest number of states. Longer references, whose signer waits in the postures, are spread over
    /// it.
    static let mostStates = 20
    /// The smallest number of states.
    static let fewestStates = 4
    /// The share of time in the spacing of states; change of posture has the rest.
    static let timeShare: Float = 0.5

    /// ``filler`` of the spotter, in which any sign of the library may occur.
    static let spottingFiller: Float = 0.93
    /// The cost of a spotted sign, added to its frames' costs.
    static let entry: Float = 4
    /// Paths that cost more than the best path by this are dropped.
    static let beam: Float = 10
    /// The longest spotted sign, in seconds.
    static let longestSign = 4.0
    /// The largest distance of an accepted spotted sign. It is stricter than passing, which uses a cohort
    /// too.
    static let believed = 0.93
    /// A stretch beyond this distance is no attempt at its sign.
    static let attempted = 1.5
    /// Another sign is nearer than a failing stretch's own sign below this share of its distance.
    static let nearer = 0.9
    /// The largest share of a segment before the sign, and the largest share after it.
    static let wayShare = 0.3
    /// A frame is much more like the sign's first or last posture below this share of the usual bound's cost.
    static let muchLike: Float = 0.6
    /// An attempt nearer than this to its sign is never taken for another sign.
    static let unmistakable = 0.5
    /// Another sign is much nearer below this share of an attempt's distance to its sign.
    static let muchNearer = 0.7
    /// The largest share of a spotted sign that may overlap its neighbours.
    static let tolerated = 0.3
    /// Two stretches are the same event if they overlap by this share of the shorter one.
    static let sameEvent = 0.5

    /// The frames of a sentence that are compared with the library at once.
    static let block = 256
    /// The frames of a stream that are processed at once.
    static let hop = 6
    /// The later frames that processing needs: gaps of up to 0.28 s are closed from both sides, and
    /// velocities reach 2 frames further.
    static let lookahead = 10
    /// The earlier frames that are measured again: shoulders and head are taken as medians.
    static let context = 45
    /// The frames in the buffer: those of the undecided signs, ``StreamDecoder/waitingOccurrences`` of the
    /// longest sign, with their context.
    static let bufferedFrames = 600
    /// The number of latest frames from which the dominant hand is detected.
    static let handednessMemory = 240
    /// The interval, in frames, of the detection of the dominant hand, where none is stated.
    static let handednessFrames = 30
}
