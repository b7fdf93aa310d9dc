import Landmarks
import RecordingCheck

/// A recording in signing space: 30 frames a second, the signer's shoulders as origin and unit, laid out as for a
/// right-handed signer, rest before and after trimmed.
///
/// Missing is missing: every track carries its own mask. Gaps up to 0.23 s are filled by interpolation, longer ones
/// stay.
public struct SigningClip: Sendable {
    /// Fewer frames than this hold no movement to compare.
    public static let minimumFrames = 4

    /// Frames after trimming.
    public let frameCount: Int
    /// The time of the first of them, in seconds of the recording without its holds.
    public let startTime: Double
    /// The time that was left out of it while postures were held.
    let holds: [Hold]
    /// The hand that the signer signs with: stated, or else detected.
    public let dominantHand: Handedness
    /// Whether ``dominantHand`` was stated by the recording or its caller.
    public let dominantHandIsStated: Bool
    /// Whether the shoulders were seen; without them there is no location on the body.
    public let hasBody: Bool
    /// Whether its times, or its frame rate, were stated.
    public let isTimed: Bool
    /// Whether the picture's size was stated.
    public let isSized: Bool
    /// Whether neither hand left its rest: then nothing was trimmed.
    public let isStill: Bool
    /// The share of the recording's own frames in which each hand was detected, by the signer's own side.
    public let coverage: [Handedness: Double]
    /// Frames of the recording itself.
    public let sourceFrameCount: Int
    /// What was guessed or mended on the way.
    public let warnings: [RecordingWarning]

    /// The hands by ``HandRole`` raw value: 21 points each.
    let hands: [Track]
    /// The palms by ``HandRole`` raw value: one point each, the centre of the hand's palm where the hand was seen, else the
    /// arm's end as the pose sees it, where that is confident.
    ///
    /// The pose's own wrist stands in for an undetected hand: over real takes it is 0.10 shoulder widths off (median).
    let palms: [Track]
    /// Nose, left ear, right ear, as the pose sees them.
    let head: Track
    /// The face landmarks of ``FaceLandmark``, where a face was detected.
    let face: Track

    /// The time of a frame in seconds of the recording.
    public func time(ofFrame frame: Int) -> Double {
        let time = startTime + Double(frame) / Timeline.frameRate
        return holds.reduce(time) { time >= $1.time ? $0 + $1.seconds : $0 }
    }

    /// Seconds from the first frame to the last.
    public var duration: Double { Double(frameCount - 1) / Timeline.frameRate }

    /// The share of frames in which the face's own landmarks were seen, 0–1. O(frames).
    public var faceCoverage: Double {
        Double(face.seen.count(where: \.self)) / Double(max(frameCount, 1))
    }

    /// The signer's own side of a hand in a role.
    public func side(of role: HandRole) -> Handedness {
        role == .dominant ? dominantHand : dominantHand.opposite
    }

    /// The centre of the palm in signing space where the hand, or at least the arm, was seen. O(1).
    func palmCentre(_ role: HandRole, frame: Int) -> SIMD3<Float>? {
        let palm = palms[role.rawValue]
        return palm.seen[frame] ? palm[frame, 0] : nil
    }
}
