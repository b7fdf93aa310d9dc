import SyntheticSigner

/// A row of the table: one kind of fault at one size, or clean attempts.
public enum TrialRow: String, Sendable, Hashable, CaseIterable {
    case clean = "clean"
    case cleanOneReference = "clean, one reference take"
    case invisible = "fault that no camera sees"
    case wrongHandshape = "wrong handshape"
    case curledFinger = "curled finger"
    case straightFinger = "straight finger"
    case wrongThumb = "thumb folded or stretched"
    case turnedPalm = "turned palm, plain (80°)"
    case turnedPalmModerately = "turned palm, moderate (50°)"
    case shifted = "shifted, plain (0.6)"
    case shiftedModerately = "shifted, moderate (0.4)"
    case shiftedInDepth = "shifted to or from the camera (0.4)"
    case noMovement = "no movement"
    case smallMovement = "movement too small (0.4)"
    case largeMovement = "movement too large (2)"
    case oppositeMovement = "movement the other way"
    case reversed = "reversed in time"
    case tempo = "tempo, plain (2.8, 0.4)"
    case tempoModerately = "tempo, moderate (1.9, 0.55)"
    case unseenHand = "hand never seen"
    case idleHand = "hand at rest"
    case mirrored = "mirrored, unsaid"
    case standingStill = "standing still"
    case noHands = "no hands"
    case noise = "noise"
    case otherSign = "another sign"

    /// Whether the attempt shows nothing to correct.
    public var isClean: Bool { self == .clean || self == .cleanOneReference || self == .invisible }

    /// For a fault of the whole attempt: the summary or the error must contain one of these words.
    var plainWords: [String] {
        switch self {
        case .unseenHand, .noHands: ["seen"]
        case .idleHand: ["both hands", "rest", "seen"]
        case .mirrored: ["mirror", "other hand"]
        case .reversed: ["backwards", "other way"]
        case .standingStill: ["rest", "No hand was seen", "no hand was seen"]
        case .noise: ["unsteady"]
        case .otherSign: ["another sign"]
        default: []
        }
    }
}
