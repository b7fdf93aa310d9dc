import Wording

/// A repair, a guess or a missing judgement in a recording, as a code for programs and a sentence for people.
///
/// Feedback holds both, in `quality.warning_codes` and `quality.warnings`.
public struct RecordingWarning: Sendable, Hashable {
    /// The kind of a warning. Programs may rely on the raw values.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// Both hands of a frame carry the same label.
        case handsLabelledAlike = "hands_labelled_alike"
        /// More than one person was seen.
        case severalPeople = "several_people"
        /// Hands carry no label.
        case handsUnlabelled = "hands_unlabelled"
        /// Unknown keys may have held landmarks or facts.
        case keysPassedOver = "keys_passed_over"
        /// The frames' times cannot be read: their unit is not stated, or some frames have none.
        case timesLeftOut = "times_left_out"
        /// Landmarks have coordinates that are not numbers.
        case notNumbers = "not_numbers"
        /// A part has fewer landmarks than its detector finds.
        case landmarksMissing = "landmarks_missing"
        /// The face cannot be read.
        case faceLeftOut = "face_left_out"
        /// Coordinates in pixels were divided by the image size.
        case inPixels = "in_pixels"
        /// All landmarks of a part were one point, such as zeros, and are taken as missing.
        case unseenAsPoint = "unseen_as_point"
        /// The hands' labels were swapped.
        case handsSwapped = "hands_swapped"
        /// One hand was seen twice.
        case handSeenTwice = "hand_seen_twice"
        /// The image was rotated by 90°.
        case onItsSide = "on_its_side"
        /// The image was rotated by 180°.
        case upsideDown = "upside_down"
        /// y grew upwards.
        case yUpwards = "y_upwards"
        /// x was flipped after detection.
        case flipped = "flipped"
        /// No camera has the frames' times.
        case clockDisbelieved = "clock_disbelieved"
        /// The signer held a posture for a long time before or after the sign.
        case held
        /// No camera has the stated frame rate.
        case rateDisbelieved = "rate_disbelieved"
        /// No frame rate is stated.
        case rateAssumed = "rate_assumed"
        /// No image size is stated.
        case sizeAssumed = "size_assumed"
        /// The shoulders were not seen.
        case bodyUnseen = "body_unseen"
        /// The hands never left their rest.
        case atRest = "at_rest"
        /// A take differs from the other takes of its sign.
        case unlikeOthers = "unlike_others"
        /// A hand that the sign needs was visible in few frames.
        case handUnseen = "hand_unseen"
    }

    public let code: Code
    /// The warning as a message, which a ``Catalogue`` writes in any language.
    public let message: Message

    /// A plain English sentence with the problem and, where useful, the frames. O(length).
    public var text: String { Catalogue.of(.usual).text(message) }

    /// A warning whose message has a code of its own.
    public init(_ code: Code, _ message: Message) { (self.code, self.message) = (code, message) }

    /// A warning whose message has the same code.
    public init(_ code: Code, _ parameters: [String: Message.Parameter?] = [:]) {
        self.init(code, Message(code: code.rawValue, parameters: parameters.compactMapValues(\.self)))
    }
}

extension RecordingWarning {
    /// Detected landmarks whose coordinates are not numbers.
    static func notNumbers(_ landmarks: Int) -> RecordingWarning {
        RecordingWarning(.notNumbers, ["landmarks": .number(Double(landmarks))])
    }
}
