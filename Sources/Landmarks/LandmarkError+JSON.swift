import CLandmarks

extension LandmarkError {
    /// The message for a fault of the parser.
    init(_ fault: landmark_json_fault) {
        let (what, remedy) = Self.words(fault)
        self.init(what, at: Location(fault), remedy: remedy)
    }

    /// The time of `frame` is before that of the previous frame.
    static func timeBackwards(frame: Int) -> LandmarkError {
        LandmarkError(
            "the time goes backwards", at: .frame(frame, byte: nil),
            remedy: "write the frames in the order they were seen")
    }

    private static func words(_ fault: landmark_json_fault) -> (what: String, remedy: String) {
        let text = withUnsafeBytes(of: fault.text) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let expected = fault.expected.map { String(cString: $0) } ?? ""
        let place = self.place(fault)
        let again = "save the recording again"
        switch fault.code {
        case LANDMARK_JSON_SYNTAX:
            return ("the JSON is malformed: \(text.trimmingFullStop)", again)
        case LANDMARK_JSON_ENDS_EARLY:
            return (
                "the JSON does not end where its brackets close: it is cut off, or something follows it",
                "send the whole document and nothing else"
            )
        case LANDMARK_JSON_NOT_UTF8: return ("the text is not UTF-8", "save the recording as UTF-8")
        case LANDMARK_JSON_TOO_LONG:
            return ("the JSON is longer than 4 GB", "send it as NDJSON, one frame per line")
        case LANDMARK_JSON_TRAILING:
            return (
                "something follows the end of the JSON document",
                "give one document, or NDJSON with one frame per line"
            )
        case LANDMARK_JSON_WRONG_TYPE:
            return ("\(place)\(text) is not \(expected)", "see the formats that are read")
        case LANDMARK_JSON_NOT_FINITE:
            return ("\(place)\(text) is not a finite number", "write null for a landmark that was not found")
        case LANDMARK_JSON_TOO_FAR:
            return (
                "\(place)\(text) is larger than \(Int(LandmarkClip.coordinateLimit))",
                "write coordinates as fractions of the image, world landmarks in metres"
            )
        case LANDMARK_JSON_COUNT:
            let part = LandmarkPart(rawValue: Int(fault.part))
            let counts = part.map { $0.landmarkCounts.map(String.init).joined(separator: " or ") } ?? ""
            return (
                "\(part?.words ?? "a part") has \(number(fault.found)), not \(counts)",
                "write every landmark, null for one not found, or leave the part out"
            )
        case LANDMARK_JSON_GROUP_COUNT:
            return (
                "a list of \(text) has \(number(fault.found)), neither a pose's 33 nor a hand's 21",
                "write every landmark, null for one not found, or leave the list empty"
            )
        case LANDMARK_JSON_FACE_CHANGED:
            return (
                "face has \(number(fault.found)) after \(fault.expected_count)",
                "record the whole attempt with one face model"
            )
        case LANDMARK_JSON_DUPLICATE: return ("\(place)\"\(text)\" stands twice in one object", again)
        case LANDMARK_JSON_PART_TWICE:
            return ("\(place.isEmpty ? "a part " : place)is given twice", "give each part under one name")
        case LANDMARK_JSON_TIME_MIXED:
            return fault.found == 1
                ? ("this frame has a \"t\", but earlier frames have none", "give every frame a time, or none")
                : ("this frame has no \"t\", but earlier frames have one", "give every frame a time, or none")
        case LANDMARK_JSON_TIME_BACKWARDS:
            return (LandmarkError.timeBackwards(frame: 0).what, LandmarkError.timeBackwards(frame: 0).remedy)
        case LANDMARK_JSON_SIDE_UNKNOWN:
            return ("a hand is called \"\(text)\"", "label each hand \"Left\" or \"Right\"")
        case LANDMARK_JSON_SIDE_MISSING:
            return (
                "hand \(fault.expected_count) has no handedness",
                "write one handedness for each hand, in the same order"
            )
        case LANDMARK_JSON_MANY_HANDS:
            return ("\(fault.found) hands are in one frame", "set the detector to at most 2 hands")
        case LANDMARK_JSON_FACT: return ("\"\(text)\" is not \(expected)", "correct it, or leave it out")
        case LANDMARK_JSON_REFERENCE:
            return (
                "this is a reference to media (\(text)), it holds no frames",
                "give the recording that it points to"
            )
        case LANDMARK_JSON_NO_FRAMES:
            return (
                "there are no frames; the keys are \(text.isEmpty ? "none" : text)",
                "give an object with \"frames\", a list of frames, or a frame"
            )
        case LANDMARK_JSON_EMPTY: return ("the list of frames is empty", "record at least one frame")
        case LANDMARK_JSON_NO_KNOWN_KEYS:
            return (
                "no frame has a key that is known; the keys are \(text.isEmpty ? "none" : text)",
                "name the parts as MediaPipe does, for example \"poseLandmarks\""
            )
        case LANDMARK_JSON_FRAME_BESIDE_FRAMES:
            return (
                "\"frames\" and the keys of a frame stand in one object",
                "remove \"\(text)\", or put it in an object of its own"
            )
        case LANDMARK_JSON_ATTEMPT_IN_LINE:
            return ("a frame has a list of \"frames\" of its own", "give one attempt, or one frame per line")
        case LANDMARK_JSON_OPENPOSE:
            return (
                "these are keypoints of OpenPose, which are not MediaPipe's",
                "run MediaPipe Holistic on the film"
            )
        default: return ("the input does not fit in memory", "cut the recording into shorter ones")
        }
    }

    /// `left hand landmark 3 `, as far as part and landmark are known.
    private static func place(_ fault: landmark_json_fault) -> String {
        var place = LandmarkPart(rawValue: Int(fault.part)).map { "\($0.words) " } ?? ""
        if fault.landmark >= 0 { place += "landmark \(fault.landmark) " }
        return place
    }

    private static func number(_ landmarks: Int64) -> String {
        landmarks == 1 ? "1 landmark" : "\(landmarks) landmarks"
    }
}

extension LandmarkError.Location {
    fileprivate init(_ fault: landmark_json_fault) {
        let byte = fault.byte >= 0 ? Int(fault.byte) : nil
        if fault.frame >= 0 {
            self = .frame(Int(fault.frame), byte: byte)
        } else if let byte {
            self = .byte(byte)
        } else {
            self = .file
        }
    }
}

extension String {
    fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
