import Landmarks

/// What a recording shows of a sign and says of itself: people press the button too early and too late, and
/// programs that collect takes count frames and state nothing.
struct RecordingHabit: Sendable, Hashable {
    /// What the hands do before the sign, and after it.
    enum Neighbour: Sendable, Hashable {
        case rest
        /// The same sign, as of somebody who records take after take.
        case again
        /// Another sign.
        case other
    }

    var before: Neighbour
    var after: Neighbour
    /// Seconds from the recording's first frame to the sign's first posture; below 0 it begins in the sign.
    var lead: Double
    /// Seconds from the sign's last posture to the recording's last frame; below 0 it ends in the sign.
    var trail: Double
    /// The number of frames, of a program that counts them; `trail` has no effect then.
    var frames: Int?
    /// Seconds for which the last posture is held.
    var hold: Double
    /// Whether the person moves until the hands are in the picture.
    var framesItself: Bool
    /// Whether the recording states its frame rate and the image's size.
    var statesItself: Bool
    /// Whether the recording states the dominant hand.
    var statesHand: Bool

    static func random(_ stream: inout RandomStream) -> RecordingHabit {
        // As the tutorials for webcams do it: 30 frames of whatever happens.
        let isCounted = stream.chance(0.55)
        let before: Neighbour = stream.pick(
            isCounted ? [(50, .rest), (35, .again), (15, .other)] : [(82, .rest), (10, .again), (8, .other)])
        let after: Neighbour = stream.pick(
            isCounted ? [(45, .rest), (45, .again), (10, .other)] : [(84, .rest), (8, .again), (8, .other)])
        let lead =
            isCounted
            ? stream.pick([
                (30, stream.within(0.3...0.8)), (50, stream.within(0...0.35)), (20, stream.within(-0.2...0)),
            ])
            : stream.pick([
                (70, stream.within(0.5...1.2)), (25, stream.within(0.05...0.5)),
                (5, stream.within(-0.1...0.05)),
            ])
        let trail =
            stream.chance(0.75) ? stream.within(0.4...1.1) : stream.within(-0.08...0.4)
        return RecordingHabit(
            before: before, after: after, lead: lead, trail: trail,
            frames: isCounted ? stream.pick([(84, 30), (8, 20), (5, 40), (3, 60)]) : nil,
            hold: stream.chance(isCounted ? 0.3 : 0.1) ? stream.within(0.2...1.5) : 0,
            framesItself: stream.chance(0.9),
            statesItself: isCounted ? stream.chance(0.15) : stream.chance(0.85),
            statesHand: isCounted ? false : stream.chance(0.5))
    }

    /// The facts of the recording as it states them.
    func stated(_ clip: LandmarkClip) -> LandmarkClip {
        var facts = clip.facts
        if !statesHand { facts.dominantHand = nil }
        if !statesItself { facts = SourceFacts(dominantHand: facts.dominantHand) }
        return LandmarkClip(
            layout: clip.layout, facts: facts, frameCount: clip.frameCount,
            timestamps: statesItself ? clip.timestamps : nil, values: clip.values, flags: clip.flags,
            warnings: clip.warnings)
    }
}
