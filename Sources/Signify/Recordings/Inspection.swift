import Landmarks
import Scoring
import SigningSpace

/// A recording's description, dominant hand, and faults as an attempt or as a reference.
public struct Inspection: Encodable, Sendable {
    public let description: RecordingDescription
    /// "left" or "right": stated, otherwise detected; `nil` where neither is possible.
    public let dominantHand: String?
    /// Whether the recording or the caller states the dominant hand.
    public let dominantHandStated: Bool
    /// Repairs, assumptions and faults as a reference, a sentence each.
    public let warnings: [String]
    /// The code of each warning, in the same order.
    public let warningCodes: [String]
    /// The reason why the recording cannot be scored; `nil` where it can.
    public let unscorable: String?

    enum CodingKeys: String, CodingKey {
        case warnings, unscorable
        case warningCodes = "warning_codes"
        case dominantHand = "dominant_hand"
        case dominantHandStated = "dominant_hand_stated"
    }

    /// Inspects a recording. Linear in its frames.
    public init(_ recording: Recording) {
        let facts = recording.clip.facts
        description = RecordingDescription(recording)
        dominantHandStated = facts.dominantHand != nil
        let noted: [RecordingWarning]
        do throws(SigningSpaceError) {
            let take = try PreparedTake(recording.clip)
            let verdict = ReferenceVerdict(take)
            dominantHand = take.clip.dominantHand.rawValue
            noted = verdict.faults + verdict.cautions
            unscorable = nil
        } catch {
            dominantHand = facts.dominantHand?.rawValue
            noted = recording.clip.warnings
            unscorable = error.description
        }
        warnings = noted.map(\.text)
        warningCodes = noted.map(\.code.rawValue)
    }

    /// One object, with the description's keys beside its own.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(dominantHand, forKey: .dominantHand)
        try container.encode(dominantHandStated, forKey: .dominantHandStated)
        try container.encode(warnings, forKey: .warnings)
        try container.encode(warningCodes, forKey: .warningCodes)
        try container.encodeIfPresent(unscorable, forKey: .unscorable)
    }
}
