import RecordingCheck

/// Why a recording could not be transformed to signing space: the error and the remedy, in one line.
public enum SigningSpaceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The recording has fewer frames than a movement needs.
    case tooShort(frames: Int)
    /// No hand was detected in any frame; `passedOver` holds the warnings about skipped input, if any.
    case noHands(frames: Int, passedOver: String? = nil)
    /// The recording contradicts itself.
    case unfit(RecordingFault)
    /// The timestamps span more time than the frames can cover.
    case sparse(frames: Int, seconds: Double)

    public var description: String {
        switch self {
        case .tooShort(let frames):
            "the recording holds \(frames) frame\(frames == 1 ? "" : "s"), too few for a sign; "
                + "record the whole sign, \(SigningClip.minimumFrames) frames at least"
        case .noHands(let frames, let passedOver?):
            "no hand was read in any of the \(frames) frames; "
                + passedOver.prefix(1).lowercased() + passedOver.dropFirst()
        case .noHands(let frames, nil):
            "no hand was seen in any of the \(frames) frames; "
                + "keep both hands in the picture, with light on them, and record again"
        case .unfit(let fault): fault.description
        case .sparse(let frames, let seconds):
            "\(frames) frames are spread over \(seconds.formattedSeconds) s; "
                + "write timestamps (\"t\") in seconds and record at 5 frames a second or more"
        }
    }
}

extension Double {
    /// Seconds for a message: two decimals, or "over a million" for absurd lengths.
    fileprivate var formattedSeconds: String {
        self < 1e6 ? "\((self * 100).rounded() / 100)" : "over a million"
    }
}
