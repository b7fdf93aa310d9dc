import CInterfaceHeader
import Signify

/// The object of a `signify_attempt`.
final class AttemptHandle: Handled {
    static let kind = HandleTable.Kind.attempt

    /// Its path is the caller's name, or "attempt".
    let recording: Recording
    /// The caller's name, for the place in messages.
    private let name: String?

    init(_ recording: Recording, name: String?) {
        self.recording = recording
        self.name = name
    }

    /// The name in a store of a recording without a name.
    static let unnamed = "attempt"

    /// Calls `body` with the recording. An error of the recording gets the caller's name; an
    /// ``AnalysisFailure`` stays as it is.
    func attributed<Result>(_ body: (Recording) throws -> Result) throws -> Result {
        try Self.attributed(to: name) { try body(recording) }
    }

    static func attributed<Result>(to name: String?, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw AnalysisFailure(error, at: name.map(Recording.place))
        }
    }
}

extension LandmarkReader {
    /// A reader with the caller's facts; they override those of the recording.
    init(_ facts: UnsafePointer<signify_facts>?) throws(AnalysisFailure) {
        guard let facts else {
            self.init()
            return
        }
        let known = try signify_facts.read(facts)
        guard known.fps >= 0, known.fps <= 1000 else {
            throw AnalysisFailure(
                "signify_facts.fps must be a number above 0, 1000 at most, or 0 for unknown", kind: .wrongUse)
        }
        let sides = (1...100_000 as ClosedRange<Int32>)
        guard (known.width == 0 && known.height == 0) || (sides ~= known.width && sides ~= known.height)
        else {
            throw AnalysisFailure(
                "signify_facts.width and .height must be 1 to 100000, or both 0 for unknown", kind: .wrongUse)
        }
        let mirrored: Bool?
        switch known.mirrored {
        case SIGNIFY_UNKNOWN: mirrored = nil
        case SIGNIFY_MIRRORED: mirrored = true
        case SIGNIFY_NOT_MIRRORED: mirrored = false
        default:
            throw AnalysisFailure(
                "signify_facts.mirrored must be SIGNIFY_MIRRORED, SIGNIFY_NOT_MIRRORED or 0", kind: .wrongUse)
        }
        let hand: Handedness?
        switch known.dominant_hand {
        case SIGNIFY_UNKNOWN: hand = nil
        case SIGNIFY_LEFT: hand = .left
        case SIGNIFY_RIGHT: hand = .right
        default:
            throw AnalysisFailure(
                "signify_facts.dominant_hand must be SIGNIFY_LEFT, SIGNIFY_RIGHT or 0", kind: .wrongUse)
        }
        self.init(
            overriding: SourceFacts(
                fps: known.fps == 0 ? nil : known.fps, width: known.width == 0 ? nil : Int(known.width),
                height: known.height == 0 ? nil : Int(known.height),
                mirrored: mirrored, dominantHand: hand))
    }
}
