/// The one list of codes. Programs may rely on the raw values.
public enum MessageCode: String, Sendable, Hashable, Codable, CaseIterable {
    // A moment: one correction.
    case straightenFingers = "straighten_fingers"
    case bendFingers = "bend_fingers"
    case straightenAndBendFingers = "straighten_and_bend_fingers"
    case openHand = "open_hand"
    case closeHand = "close_hand"
    case thumbOut = "thumb_out"
    case thumbIn = "thumb_in"
    case facePalm = "face_palm"
    case pointFingers = "point_fingers"
    case turnHand = "turn_hand"
    case raiseHand = "raise_hand"
    case lowerHand = "lower_hand"
    /// To the learner's own left.
    case moveHandLeft = "move_hand_left"
    case moveHandRight = "move_hand_right"
    case moveHandsTogether = "move_hands_together"
    case moveHandsApart = "move_hands_apart"
    case useHand = "use_hand"
    case largerMovement = "larger_movement"
    case smallerMovement = "smaller_movement"
    case otherWay = "other_way"
    case repeatMovement = "repeat_movement"
    case signSlower = "sign_slower"
    case signFaster = "sign_faster"

    // The summary of a sign.
    case goodChannels = "good_channels"
    case thatWas = "that_was"
    case looksMoreLike = "looks_more_like"
    case watchAgain = "watch_again"
    case noPartStandsOut = "no_part_stands_out"
    case wellDone = "well_done"
    case handsAtRest = "hands_at_rest"
    case unsteadyRecording = "unsteady_recording"
    case mirroredSign = "mirrored_sign"
    case anotherSign = "another_sign"
    /// The dominant hand was seen too little to be judged.
    case handUnseen = "hand_unseen"
    /// The sign needs both hands, and this one was hardly seen.
    case bothHandsNeeded = "both_hands_needed"

    // The summary of a sentence and of free signing.
    case handsAtRestSentence = "hands_at_rest_sentence"
    /// Another message, about one sign of several.
    case inSign = "in_sign"
    case missingSign = "missing_sign"
    case missingSignAfter = "missing_sign_after"
    case missingSignBefore = "missing_sign_before"
    case swappedSign = "swapped_sign"
    case addedSign = "added_sign"
    case unclearSign = "unclear_sign"
    case everySignRight = "every_sign_right"
    case everySignThere = "every_sign_there"
    case signsRight = "signs_right"
    case noSignRecognised = "no_sign_recognised"
    case signsRecognised = "signs_recognised"
    case leastClearSign = "least_clear_sign"

    // An attempt that no try can score.
    case unreadableRecording = "unreadable_recording"
    case uncomparableRecording = "uncomparable_recording"
    case missingTask = "missing_task"
    case missingReference = "missing_reference"
    case missingRecording = "missing_recording"
    case unscorable = "unscorable"

    // A warning about a recording.
    case handsLabelledAlike = "hands_labelled_alike"
    case severalPeople = "several_people"
    case handsUnlabelled = "hands_unlabelled"
    case keysPassedOver = "keys_passed_over"
    case someTimesMissing = "some_times_missing"
    case timeUnitUnknown = "time_unit_unknown"
    case notNumbers = "not_numbers"
    case landmarksMissing = "landmarks_missing"
    case faceLeftOut = "face_left_out"
    case inPixels = "in_pixels"
    case unseenAsPoint = "unseen_as_point"
    case handsSwapped = "hands_swapped"
    case handSeenTwice = "hand_seen_twice"
    case onItsSide = "on_its_side"
    case upsideDown = "upside_down"
    case yUpwards = "y_upwards"
    case flipped
    case clockStandsStill = "clock_stands_still"
    case clockDisbelieved = "clock_disbelieved"
    case held
    case rateDisbelieved = "rate_disbelieved"
    case rateAssumed = "rate_assumed"
    case sizeAssumed = "size_assumed"
    case bodyUnseen = "body_unseen"
    case atRest = "at_rest"
    case unlikeOthers = "unlike_others"
    /// The signing hand of a reference take.
    case signingHandUnseen = "signing_hand_unseen"
}

extension MessageCode {
    /// The shapes of the parameters, by name.
    public var parameters: [String: ParameterShape] {
        switch self {
        case .straightenFingers, .bendFingers: ["hands": .hands, "fingers": .fingers]
        case .straightenAndBendFingers: ["hands": .hands, "straighten": .fingers, "bend": .fingers]
        case .openHand, .closeHand, .thumbOut, .thumbIn, .turnHand, .useHand, .otherWay, .repeatMovement:
            ["hands": .hands]
        case .facePalm, .pointFingers:
            ["hands": .hands, "towards": .direction, "also": .direction.optional]
        case .raiseHand, .lowerHand, .moveHandLeft, .moveHandRight:
            ["hands": .hands, "amount": .number, "unit": .text, "about": .distance]
        case .moveHandsTogether, .moveHandsApart:
            ["amount": .number, "unit": .text, "about": .distance]
        case .largerMovement: ["hands": .hands, "amount": .number, "unit": .text, "about": .tooSmall]
        case .smallerMovement: ["hands": .hands, "amount": .number, "unit": .text, "about": .tooLarge]
        case .signSlower, .signFaster: ["amount": .number]

        case .goodChannels: ["channels": .channels]
        case .thatWas, .watchAgain, .noPartStandsOut, .mirroredSign, .missingSign, .addedSign, .unclearSign,
            .leastClearSign:
            ["sign": .text]
        case .looksMoreLike: ["seen": .text, "sign": .text]
        case .anotherSign, .swappedSign: ["sign": .text, "seen": .text.optional]
        case .handUnseen, .bothHandsNeeded: ["hand": .hand, "share": .number.optional]
        case .inSign: ["sign": .text, "message": .message]
        case .missingSignAfter: ["sign": .text, "after": .text]
        case .missingSignBefore: ["sign": .text, "before": .text]
        case .signsRight: ["signs": .texts]
        case .signsRecognised: ["count": .number, "sign": .text]
        case .wellDone, .handsAtRest, .handsAtRestSentence, .unsteadyRecording, .everySignRight,
            .everySignThere, .noSignRecognised:
            [:]

        case .unreadableRecording, .uncomparableRecording, .missingTask, .missingReference, .missingRecording,
            .unscorable:
            [:]

        case .handsLabelledAlike: ["frames": .number, "frame": .number]
        case .severalPeople:
            [
                "frames": .number.optional, "frame": .number.optional, "people": .number.optional,
                "person": .number.optional, "kept": .kept,
            ]
        case .handsUnlabelled, .handSeenTwice: ["frames": .number]
        case .keysPassedOver: ["keys": .text]
        case .timeUnitUnknown: ["key": .text.optional]
        case .notNumbers: ["landmarks": .number]
        case .landmarksMissing: ["component": .text, "seen": .number, "whole": .number]
        case .faceLeftOut: ["reason": .text]
        case .inPixels: ["component": .text.optional]
        case .unseenAsPoint: ["part": .part, "frames": .number]
        case .handsSwapped: ["frames": .number, "whole": .number]
        case .held: ["seconds": .number]
        case .clockDisbelieved, .rateDisbelieved, .rateAssumed: ["rate": .number]
        case .sizeAssumed: ["width": .number, "height": .number]
        case .signingHandUnseen: ["share": .number]
        case .someTimesMissing, .onItsSide, .upsideDown, .yUpwards, .flipped, .clockStandsStill, .bodyUnseen,
            .atRest, .unlikeOthers:
            [:]
        }
    }
}
