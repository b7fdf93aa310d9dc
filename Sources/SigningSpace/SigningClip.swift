import Landmarks
import RecordingCheck

/// A recording in signing space: 30 frames per second, the signer's shoulders as origin and unit, the layout
/// of a right-handed signer, rest before and after cut.
///
/// Every track has its own mask of missing frames. Gaps up to 0.23 s are filled by interpolation, longer ones
/// stay.
public struct SigningClip: Sendable {
    /// The fewest frames that hold a movement to compare.
    public static let minimumFrames = 4
    /// The assumed place of a nose that is never seen: 0.68 shoulder widths above the shoulders, the median
    /// over the takes of ten signers.
    package static let typicalNose = SIMD2<Float>(0, -0.68)

    /// Frames after trimming.
    public let frameCount: Int
    /// The time of the first frame, in seconds of the recording without its holds.
    public let startTime: Double
    /// The holds that were cut from the recording.
    let holds: [Hold]
    /// The signer's dominant hand: stated, or else detected.
    public let dominantHand: Handedness
    /// Whether ``dominantHand`` was stated by the recording or its caller.
    public let dominantHandIsStated: Bool
    /// Whether the shoulders were seen; without them there is no location on the body.
    public let hasBody: Bool
    /// Whether the recording states its times or its frame rate.
    public let isTimed: Bool
    /// Whether the image size was stated.
    public let isSized: Bool
    /// Whether neither hand left its rest; then nothing was trimmed.
    public let isStill: Bool
    /// The share of the recording's own frames in which each hand was detected, by the signer's own side.
    public let coverage: [Handedness: Double]
    /// Frames of the original recording.
    public let sourceFrameCount: Int
    /// Guesses and repairs made so far.
    public let warnings: [RecordingWarning]

    /// The hands by ``HandRole`` raw value, 21 points each.
    let hands: [Track]
    /// The palms by ``HandRole`` raw value, one point each: the centre of the hand's palm where the hand was
    /// seen, else the pose's end of the arm, where its visibility is high enough.
    ///
    /// The pose's wrist replaces an undetected hand: over real takes it is 0.10 shoulder widths off (median).
    let palms: [Track]
    /// The pose's nose, left ear and right ear.
    let head: Track
    /// The landmarks of ``FaceLandmark``, where a face was detected.
    let face: Track
    /// The pose's shoulders and elbows, left and right in turn, for pictures.
    let arms: Track

    /// The time of a frame, in seconds of the original recording.
    public func time(ofFrame frame: Int) -> Double {
        let time = startTime + Double(frame) / Timeline.frameRate
        return holds.reduce(time) { time >= $1.time ? $0 + $1.seconds : $0 }
    }

    /// Seconds from the first frame to the last.
    public var duration: Double { Double(frameCount - 1) / Timeline.frameRate }

    /// The share of frames that show the landmarks of the face, 0–1. O(frames).
    public var faceCoverage: Double {
        Double(face.seen.count(where: \.self)) / Double(max(frameCount, 1))
    }

    /// The signer's own side of the hand in a role.
    public func side(of role: HandRole) -> Handedness {
        role == .dominant ? dominantHand : dominantHand.opposite
    }

    /// The centre of the palm in signing space; `nil` where neither hand nor arm was seen. O(1).
    func palmCentre(_ role: HandRole, frame: Int) -> SIMD3<Float>? {
        let palm = palms[role.rawValue]
        return palm.seen[frame] ? palm[frame, 0] : nil
    }
}
