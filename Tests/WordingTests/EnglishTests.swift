import Testing
import Wording

/// The English sentences, as the engine has always said them.
@Suite struct EnglishTests {
    private static let hands = ["right", "left", "both"]
    private static let fingers = ["index", "middle", "ring", "little"]

    private func english(_ code: MessageCode, _ parameters: [String: Message.Parameter?] = [:]) -> String {
        Catalogue.of(.english).text(Message(code, parameters))
    }

    private static func hand(_ hands: String) -> String { hands == "both" ? "hands" : "\(hands) hand" }

    /// "the index, middle and ring fingers of your right hand"
    private static func list(_ fingers: [String], _ hands: String?) -> String {
        if fingers.count == 1, hands != "both" {
            return hands.map { "your \($0) \(fingers[0]) finger" } ?? "the \(fingers[0]) finger"
        }
        let names = [fingers.dropLast().joined(separator: ", "), fingers.last ?? ""].filter { !$0.isEmpty }
        let of = hands.map { $0 == "both" ? " of both hands" : " of your \($0) hand" } ?? ""
        return "the \(names.joined(separator: " and ")) fingers\(of)"
    }

    @Test(arguments: hands)
    func fingersAreNamedOverAllChoices(hands: String) {
        // Each finger is straightened, bent or left as it is.
        for choice in 1..<81 {
            let digits = [choice % 3, choice / 3 % 3, choice / 9 % 3, choice / 27]
            let straight = Self.fingers.indices.filter { digits[$0] == 1 }.map { Self.fingers[$0] }
            let bent = Self.fingers.indices.filter { digits[$0] == 2 }.map { Self.fingers[$0] }
            let parameters: [String: Message.Parameter?] = [
                "hands": .text(hands), "fingers": .list(straight + bent),
            ]
            switch (straight.isEmpty, bent.isEmpty) {
            case (false, true):
                #expect(
                    english(.straightenFingers, parameters) == "Straighten \(Self.list(straight, hands)).")
            case (true, false):
                #expect(english(.bendFingers, parameters) == "Bend \(Self.list(bent, hands)).")
            default:
                #expect(
                    english(
                        .straightenAndBendFingers,
                        ["hands": .text(hands), "straighten": .list(straight), "bend": .list(bent)])
                        == "Straighten \(Self.list(straight, hands)) and bend \(Self.list(bent, nil)).")
            }
        }
    }

    @Test(arguments: hands)
    func corrections(hands: String) {
        let hand = Self.hand(hands)
        let only: [String: Message.Parameter?] = ["hands": .text(hands)]
        #expect(english(.openHand, only) == "Open your \(hand): straighten the fingers.")
        #expect(english(.closeHand, only) == "Close your \(hand): bend the fingers.")
        #expect(
            english(.turnHand, only)
                == "Turn your \(hand) as in the reference: watch which way the palm faces.")
        #expect(english(.useHand, only) == "Use your \(hand) too: this sign needs both hands.")
        #expect(
            english(.otherWay, only)
                == "Move your \(hand) the other way: start where the reference starts, and end where it ends."
        )
        #expect(
            english(.repeatMovement, only)
                == "Repeat the movement of your \(hand) as often as in the reference.")
        guard hands != "both" else {
            #expect(english(.thumbOut, only) == "Stretch both thumbs out to the side.")
            #expect(english(.thumbIn, only) == "Fold both thumbs in, closer to the palms.")
            return
        }
        #expect(english(.thumbOut, only) == "Stretch your \(hands) thumb out to the side.")
        #expect(english(.thumbIn, only) == "Fold your \(hands) thumb in, closer to the palm.")
    }

    @Test func directions() {
        let names = [
            "left": "your left", "right": "your right", "up": "up", "down": "down", "camera": "the camera",
            "signer": "you",
        ]
        func towards(_ name: String) -> String { name == "up" || name == "down" ? name : "towards \(name)" }
        for (token, name) in names {
            for (second, other) in names.map({ (Optional($0), $1) }) + [(nil, "")] {
                for hands in Self.hands {
                    let parameters: [String: Message.Parameter?] = [
                        "hands": .text(hands), "towards": .text(token), "also": second.map { .text($0) },
                    ]
                    let also = second == nil ? "" : ", and a little \(towards(other))"
                    #expect(
                        english(.pointFingers, parameters)
                            == "Turn your \(Self.hand(hands)) so that the fingers point \(towards(name))\(also)."
                    )
                    guard hands != "both" else { continue }
                    #expect(
                        english(.facePalm, parameters)
                            == "Turn your \(hands) palm so that it faces \(name)\(also).")
                }
            }
        }
    }

    @Test func distances() {
        let amounts = [
            "hand_width": "about a hand's width", "half_shoulder": "about half a shoulder width",
            "shoulder": "about a shoulder width", "more_than_shoulder": "more than a shoulder width",
        ]
        for (about, amount) in amounts {
            for hands in Self.hands {
                let (hand, was) = (Self.hand(hands), hands == "both" ? "they were" : "it was")
                let parameters: [String: Message.Parameter?] = [
                    "hands": .text(hands), "about": .text(about), "amount": 0.3, "unit": "shoulder_width",
                ]
                #expect(english(.raiseHand, parameters) == "Raise your \(hand): \(was) \(amount) too low.")
                #expect(english(.lowerHand, parameters) == "Lower your \(hand): \(was) \(amount) too high.")
                #expect(english(.moveHandLeft, parameters) == "Move your \(hand) to your left, by \(amount).")
                #expect(
                    english(.moveHandRight, parameters) == "Move your \(hand) to your right, by \(amount).")
            }
            #expect(
                english(.moveHandsTogether, ["about": .text(about)])
                    == "Move your hands closer together: each was \(amount) too far out.")
            #expect(
                english(.moveHandsApart, ["about": .text(about)])
                    == "Move your hands further apart: each was \(amount) too far in.")
        }
    }

    @Test(arguments: hands)
    func sizesOfMovements(hands: String) {
        let hand = Self.hand(hands)
        let smaller = [
            "somewhat": "it was somewhat too small", "half": "it was about half as large as in the reference",
            "third": "it was about a third as large as in the reference",
            "hardly": hands == "both" ? "they hardly moved" : "it hardly moved",
        ]
        for (about, was) in smaller {
            #expect(
                english(.largerMovement, ["hands": .text(hands), "about": .text(about)])
                    == "Make the movement of your \(hand) larger: \(was).")
        }
        let larger = [
            "somewhat": "it was somewhat too large",
            "twice": "it was about twice as large as in the reference",
            "thrice": "it was about three times as large as in the reference",
        ]
        for (about, was) in larger {
            #expect(
                english(.smallerMovement, ["hands": .text(hands), "about": .text(about)])
                    == "Make the movement of your \(hand) smaller: \(was).")
        }
    }

    @Test(arguments: table)
    func sentence(message: Message, text: String) {
        #expect(Catalogue.of(.english).text(message) == text)
    }

    @Test func everyCodeIsCompared() {
        // The codes of the tests above.
        let moments = MessageCode.allCases.prefix { $0 != .signSlower }
        let compared = Set(Self.table.map(\.0.code)).union(moments.map(\.rawValue))
        #expect(compared == Set(MessageCode.allCases.map(\.rawValue)))
    }

    private static let table: [(Message, String)] = summaries + sentences + failures + warnings

    private static let summaries: [(Message, String)] = [
        (Message(.signSlower, ["amount": 1.5]), "Sign it more slowly."),
        (Message(.signFaster, ["amount": 1.5]), "Sign it faster."),
        (Message(.goodChannels, ["channels": ["handshape"]]), "Good handshape."),
        (
            Message(.goodChannels, ["channels": ["orientation", "non_manual"]]),
            "Good palm orientation and facial expression."
        ),
        (Message(.goodChannels, ["channels": ["location", "movement"]]), "Good location and movement."),
        (Message(.thatWas, ["sign": "MORE"]), "That was MORE."),
        (Message(.looksMoreLike, ["seen": "EAT", "sign": "MORE"]), "It looks more like EAT than MORE."),
        (Message(.watchAgain, ["sign": "MORE"]), "Watch MORE again and try once more."),
        (
            Message(.noPartStandsOut, ["sign": "MORE"]),
            "No one part stands out. Watch MORE again, and try to sign along with it."
        ),
        (Message(.wellDone), "Well done."),
        (Message(.handsAtRest), "Your hands never left their rest: make the sign, then lower them."),
        (
            Message(.unsteadyRecording),
            "The recording is too unsteady to judge. Put more light on your hands, keep the camera still, and try "
                + "again."
        ),
        (
            Message(.mirroredSign, ["sign": "MORE"]),
            "This looks like MORE in a mirror. Did you sign with your other hand, or is the recording mirrored?"
        ),
        (
            Message(.anotherSign, ["sign": "MORE", "seen": "EAT"]),
            "It looks like EAT. Watch MORE again and try once more."
        ),
        (
            Message(.anotherSign, ["sign": "MORE"]),
            "It looks like another sign. Watch MORE again and try once more."
        ),
        (
            Message(.handUnseen, ["hand": "right", "share": 37]),
            "Your right hand was seen only 37 % of the time, too little to judge it. Keep it in the picture."
        ),
        (
            Message(.handUnseen, ["hand": "left"]),
            "Your left hand was not seen, too little to judge it. Keep it in the picture."
        ),
        (
            Message(.bothHandsNeeded, ["hand": "left", "share": 5]),
            "This sign needs both hands, and your left hand was seen only 5 % of the time. Keep it in the picture."
        ),
        (
            Message(.bothHandsNeeded, ["hand": "right"]),
            "This sign needs both hands, and your right hand was not seen. Keep it in the picture."
        ),
    ]

    private static let sentences: [(Message, String)] = [
        (
            Message(.handsAtRestSentence),
            "Your hands never left their rest: sign the sentence, then lower them."
        ),
        (
            Message(.inSign, ["sign": "MORE", "message": .message(Message(.openHand, ["hands": "both"]))]),
            "In MORE: Open your hands: straighten the fingers."
        ),
        (Message(.missingSign, ["sign": "MORE"]), "MORE is missing."),
        (
            Message(.missingSignAfter, ["sign": "MORE", "after": "EAT"]),
            "MORE is missing: sign it after EAT."
        ),
        (
            Message(.missingSignBefore, ["sign": "MORE", "before": "EAT"]),
            "MORE is missing: sign it before EAT."
        ),
        (Message(.swappedSign, ["sign": "MORE", "seen": "EAT"]), "You signed EAT in place of MORE."),
        (Message(.swappedSign, ["sign": "MORE"]), "You signed another sign in place of MORE."),
        (Message(.addedSign, ["sign": "MORE"]), "Leave out MORE; it is not in this sentence."),
        (
            Message(.unclearSign, ["sign": "MORE"]),
            "MORE was not clear. Watch the reference and sign it again."
        ),
        (Message(.everySignRight), "Well done: every sign was right."),
        (Message(.everySignThere), "Every sign was there and right."),
        (Message(.signsRight, ["signs": ["MORE"]]), "MORE was right."),
        (Message(.signsRight, ["signs": ["MORE", "EAT"]]), "MORE and EAT were right."),
        (Message(.signsRight, ["signs": ["MORE", "EAT", "MOTHER"]]), "MORE, EAT and MOTHER were right."),
        (
            Message(.noSignRecognised),
            "No sign was recognised. Sign one at a time, with both hands in the picture, and try again."
        ),
        (
            Message(.signsRecognised, ["count": 1, "sign": "MORE"]), "1 sign recognised; MORE was clearest."
        ),
        (
            Message(.signsRecognised, ["count": 3, "sign": "MORE"]), "3 signs recognised; MORE was clearest."
        ),
        (Message(.leastClearSign, ["sign": "EAT"]), "EAT was least clear: practise it by itself."),
    ]

    private static let failures: [(Message, String)] = [
        (Message(.unreadableRecording), "This recording could not be read. Record the sign again."),
        (
            Message(.uncomparableRecording),
            "This recording could not be compared with the sign. Record it again."
        ),
        (
            Message(.missingTask),
            "This exercise does not name a sign to compare with, so the attempt has no score."
        ),
        (
            Message(.missingReference),
            "There is no recording of this sign to compare with yet. Try another exercise."
        ),
        (
            Message(.missingRecording), "The recording of this attempt is missing. Record the sign again."
        ),
        (Message(.unscorable), "This recording could not be scored. Record the sign again."),
    ]

    private static let warnings: [(Message, String)] = [
        (
            Message(.handsLabelledAlike, ["frames": 1, "frame": 4]),
            "Both hands carry the same label in 1 frame, first in frame 4; the less certain one was taken for the "
                + "other hand."
        ),
        (
            Message(.severalPeople, ["frames": 12, "frame": 3, "kept": "largest"]),
            "More than one person was seen in 12 frames, first in frame 3; the largest was kept."
        ),
        (
            Message(.severalPeople, ["people": 3, "person": 2, "kept": "hands"]),
            "Up to 3 people were seen; the one whose hands were seen most was kept, person 2."
        ),
        (
            Message(.handsUnlabelled, ["frames": 20]),
            "The hands carry no label in 20 frames; they were told apart by the wrists of the body, or else by "
                + "their order: left, right."
        ),
        (
            Message(.keysPassedOver, ["keys": "\"hand_l\""]),
            "Keys that are not known were passed over: \"hand_l\". Name parts as MediaPipe does, for example "
                + "\"leftHandLandmarks\"."
        ),
        (Message(.someTimesMissing), "Some frames have no time: no time is read."),
        (
            Message(.timeUnitUnknown, ["key": "clock"]),
            "The unit of \"clock\" cannot be told, so the frames' times are not read; write \"t\" in seconds or "
                + "\"timestamp_ms\" in milliseconds."
        ),
        (
            Message(.timeUnitUnknown),
            "The unit of the frames' times cannot be told, so they are not read."
        ),
        (Message(.notNumbers, ["landmarks": 1]), "1 landmark is not numbers: taken as missing."),
        (Message(.notNumbers, ["landmarks": 9]), "9 landmarks are not numbers: taken as missing."),
        (
            Message(.landmarksMissing, ["component": "'POSE'", "seen": 20, "whole": 33]),
            "'POSE' names 20 of 33 landmarks: the others are missing."
        ),
        (
            Message(.faceLeftOut, ["reason": "it has 7 landmarks"]),
            "The face is left out: it has 7 landmarks."
        ),
        (
            Message(.inPixels, ["component": "'POSE_WORLD'"]),
            "'POSE_WORLD' is in pixels: divided by the picture's size."
        ),
        (Message(.inPixels), "The coordinates are in pixels: divided by the picture's size."),
        (
            Message(.unseenAsPoint, ["part": "left_hand", "frames": 2]),
            "All landmarks of the left hand are one point, such as zeros, in 2 frames: taken as not seen."
        ),
        (
            Message(.unseenAsPoint, ["part": "pose_world", "frames": 1]),
            "All landmarks of the pose (world) are one point, such as zeros, in 1 frame: taken as not seen."
        ),
        (
            Message(.handsSwapped, ["frames": 8, "whole": 40]),
            "The labels of the hands were swapped in 8 of 40 frames: each hand lies at the other arm's wrist, so "
                + "the labels were exchanged."
        ),
        (
            Message(.handSeenTwice, ["frames": 8]),
            "One hand was seen twice in 8 frames: the one at the other arm's wrist was left out."
        ),
        (Message(.onItsSide), "The picture lies on its side: it was turned by 90°."),
        (Message(.upsideDown), "The picture is upside down: it was turned by 180°."),
        (Message(.yUpwards), "The head is below the shoulders: y grew upwards, and was flipped."),
        (
            Message(.flipped),
            "x was flipped after detection: it was flipped back, and left and right keep their names."
        ),
        (
            Message(.clockStandsStill),
            "The clock of the frames stands still: their times are taken as not stated."
        ),
        (
            Message(.clockDisbelieved, ["rate": 5000]),
            "The frames' times give 5000 frames a second, which no camera has: taken as not stated."
        ),
        (Message(.held, ["seconds": 4]), "A posture was held for 4 s: that time was left out."),
        (
            Message(.rateDisbelieved, ["rate": 0.251]),
            "No camera has a rate of 0.25 frames a second: taken as not stated."
        ),
        (Message(.rateAssumed, ["rate": 30]), "The frame rate is not stated; 30 a second is assumed."),
        (
            Message(.sizeAssumed, ["width": 1280, "height": 720]),
            "The picture's size is not stated; 1280 × 720 is assumed."
        ),
        (
            Message(.bodyUnseen),
            "The shoulders were not seen, so the place of the hands on the body was not judged."
        ),
        (Message(.atRest), "The hands never left their rest."),
        (
            Message(.unlikeOthers),
            "The take differs from every other take of the sign: it may show another sign, or be cut off."
        ),
        (
            Message(.signingHandUnseen, ["share": 41]),
            "The signing hand was detected in only 41 % of the sign, so the reference is incomplete. Keep the "
                + "hand in the picture and well lit."
        ),
    ]
}
