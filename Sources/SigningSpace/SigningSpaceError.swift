import RecordingCheck

/// Why a recording has no place in signing space: what is wrong and how to mend it, in one line.
public enum SigningSpaceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Fewer frames than a movement needs.
    case tooShort(frames: Int)
    /// No hand was detected in any frame, or what was there of one was passed over: then what it was.
    case noHands(frames: Int, passedOver: String? = nil)
    /// The recording does not fit together.
    case unfit(RecordingFault)
    /// The timestamps span more time than the frames can cover.
    case sparse(frames: Int, seconds: Double)

    /// One line: what, and how to mend it.
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
    /// Seconds for a message: two decimals where they say something, none for what is absurdly long.
    fileprivate var formattedSeconds: String {
        self < 1e6 ? "\((self * 100).rounded() / 100)" : "over a million"
    }
}
