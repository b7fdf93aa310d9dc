/// A repair, a guess or a limit of a recording: a code for programs and words for people.
///
/// Feedback has both, in `quality.warning_codes` and `quality.warnings`.
public struct RecordingWarning: Sendable, Hashable {
    /// The kind of a warning. Programs may rely on the raw values.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// Both hands of a frame carry one label.
        case handsLabelledAlike = "hands_labelled_alike"
        /// More than one person was seen.
        case severalPeople = "several_people"
        /// Hands carry no label.
        case handsUnlabelled = "hands_unlabelled"
        /// Keys that may have held landmarks or facts are not known.
        case keysPassedOver = "keys_passed_over"
        /// The frames' times cannot be read: their unit is not said, or some frames have none.
        case timesLeftOut = "times_left_out"
        /// Landmarks have coordinates that are not numbers.
        case notNumbers = "not_numbers"
        /// A part has fewer landmarks than its detector finds.
        case landmarksMissing = "landmarks_missing"
        /// The face cannot be read.
        case faceLeftOut = "face_left_out"
        /// Coordinates in pixels were divided by the picture's size.
        case inPixels = "in_pixels"
        /// Landmarks that are one point, as zeros, were taken as not seen.
        case unseenAsPoint = "unseen_as_point"
        /// The hands' labels were swapped.
        case handsSwapped = "hands_swapped"
        /// One hand was seen twice.
        case handSeenTwice = "hand_seen_twice"
        /// The picture was turned by 90°.
        case onItsSide = "on_its_side"
        /// The picture was turned by 180°.
        case upsideDown = "upside_down"
        /// y grew upwards.
        case yUpwards = "y_upwards"
        /// x was turned round after detection.
        case flipped = "flipped"
        /// The frames' times are no camera's.
        case clockDisbelieved = "clock_disbelieved"
        /// A posture was held for long before or after the sign.
        case held
        /// The stated frame rate is no camera's.
        case rateDisbelieved = "rate_disbelieved"
        /// No frame rate is stated.
        case rateAssumed = "rate_assumed"
        /// No picture size is stated.
        case sizeAssumed = "size_assumed"
        /// The shoulders were not seen.
        case bodyUnseen = "body_unseen"
        /// The hands never left their rest.
        case atRest = "at_rest"
        /// A take is unlike the others of its sign.
        case unlikeOthers = "unlike_others"
        /// A hand that the sign needs was hardly seen.
        case handUnseen = "hand_unseen"
    }

    public let code: Code
    /// A plain sentence: the fault, and the frames where they help.
    public let text: String

    /// A warning of a kind.
    public init(_ code: Code, _ text: String) { (self.code, self.text) = (code, text) }
}

extension RecordingWarning {
    /// Landmarks with coordinates that are not numbers, though they are there.
    static func notNumbers(_ landmarks: Int) -> RecordingWarning {
        RecordingWarning(
            .notNumbers,
            "\(landmarks) landmark\(landmarks == 1 ? " is" : "s are") not numbers: taken as missing.")
    }
}
