import CInterfaceHeader
import Signify

/// What a `signify_attempt` is for.
final class AttemptHandle: Handled {
    static let kind = HandleTable.Kind.attempt

    /// The recording; the path is its name, or "attempt".
    let recording: Recording
    /// What the caller calls it, for the place in messages.
    private let name: String?

    init(_ recording: Recording, name: String?) {
        self.recording = recording
        self.name = name
    }

    /// The name that a recording without one has in a store.
    static let unnamed = "attempt"

    /// Does something with the recording; what goes wrong with it is told with its name, what goes wrong with a store
    /// without.
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
    /// A reader that knows what the caller does: see `signify_facts`.
    init(_ facts: UnsafePointer<signify_facts>?) throws(AnalysisFailure) {
        guard let facts else {
            self.init()
            return
        }
        let known = try signify_facts.read(facts)
        guard known.fps >= 0, known.fps <= 1000 else {
            throw AnalysisFailure(
                "signify_facts.fps is a number above 0, 1000 at most, or 0 for not known", kind: .wrongUse)
        }
        let sides = (1...100_000 as ClosedRange<Int32>)
        guard (known.width == 0 && known.height == 0) || (sides ~= known.width && sides ~= known.height)
        else {
            throw AnalysisFailure(
                "signify_facts.width and .height are 1 to 100000, or both 0 for not known", kind: .wrongUse)
        }
        let mirrored: Bool?
        switch known.mirrored {
        case SIGNIFY_UNKNOWN: mirrored = nil
        case SIGNIFY_MIRRORED: mirrored = true
        case SIGNIFY_NOT_MIRRORED: mirrored = false
        default:
            throw AnalysisFailure(
                "signify_facts.mirrored is SIGNIFY_MIRRORED, SIGNIFY_NOT_MIRRORED or 0", kind: .wrongUse)
        }
        let hand: Handedness?
        switch known.dominant_hand {
        case SIGNIFY_UNKNOWN: hand = nil
        case SIGNIFY_LEFT: hand = .left
        case SIGNIFY_RIGHT: hand = .right
        default:
            throw AnalysisFailure(
                "signify_facts.dominant_hand is SIGNIFY_LEFT, SIGNIFY_RIGHT or 0", kind: .wrongUse)
        }
        self.init(
            overriding: SourceFacts(
                fps: known.fps == 0 ? nil : known.fps, width: known.width == 0 ? nil : Int(known.width),
                height: known.height == 0 ? nil : Int(known.height),
                mirrored: mirrored, dominantHand: hand))
    }
}
