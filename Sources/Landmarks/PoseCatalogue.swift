/// The names of components and points in a holistic `.pose` file, from MediaPipe and the pose-format library.
///
/// Names and connections are MediaPipe's `PoseLandmark`, `HandLandmark`, `POSE_CONNECTIONS` and
/// `HAND_CONNECTIONS`; face points are numbered. pose-format has no component for the hands' world landmarks;
/// their names follow its rule.
enum PoseCatalogue {
    static func componentName(of part: LandmarkPart) -> StaticString {
        switch part {
        case .pose: "POSE_LANDMARKS"
        case .face: "FACE_LANDMARKS"
        case .leftHand: "LEFT_HAND_LANDMARKS"
        case .rightHand: "RIGHT_HAND_LANDMARKS"
        case .poseWorld: "POSE_WORLD_LANDMARKS"
        case .leftHandWorld: "LEFT_HAND_WORLD_LANDMARKS"
        case .rightHandWorld: "RIGHT_HAND_WORLD_LANDMARKS"
        }
    }

    /// The names of the first `count` points of a part, in order.
    static func pointNames(of part: LandmarkPart, count: Int) -> [String] {
        switch part {
        case .face: (0..<count).map(String.init)
        case .pose, .poseWorld: body.map(\.description)
        case .leftHand, .rightHand, .leftHandWorld, .rightHandWorld: hand.map(\.description)
        }
    }

    /// The canonical index of the point named by the bytes of `range`; `nil` for an unknown name.
    static func pointIndex(in part: LandmarkPart, named range: Range<Int>, of bytes: RawSpan) -> Int? {
        switch part {
        case .face: faceIndex(named: range, of: bytes)
        case .pose, .poseWorld: body.firstIndex { bytes.holds($0, in: range) }
        case .leftHand, .rightHand, .leftHandWorld, .rightHandWorld:
            hand.firstIndex { bytes.holds($0, in: range) }
        }
    }

    /// Whether a header names a part's points in canonical order; `names` are the positions of the names. One
    /// comparison of all bytes replaces a lookup per name.
    static func areInOrder(_ names: [Range<Int>], in part: LandmarkPart, of bytes: RawSpan) -> Bool {
        guard let first = names.first, let last = names.last else { return true }
        let wanted =
            switch part {
            case .face: writtenFace
            case .pose, .poseWorld: writtenBody
            case .leftHand, .rightHand, .leftHandWorld, .rightHandWorld: writtenHand
            }
        // A length of two bytes precedes each name.
        let start = first.lowerBound - 2
        guard last.upperBound - start <= wanted.count else { return false }
        return bytes.holds(wanted.span.bytes.extracting(0..<last.upperBound - start), at: start)
    }

    /// The connections drawn between a part's points.
    static func limbs(of part: LandmarkPart, count: Int) -> [(Int, Int)] {
        switch part {
        case .face: PoseFaceContours.limbs(withIrises: count > 468)
        case .pose, .poseWorld: bodyLimbs
        case .leftHand, .rightHand, .leftHandWorld, .rightHandWorld: handLimbs
        }
    }

    /// Colours as red, green and blue from 0 to 255: one for a whole part, or for the hands one per point,
    /// with one hue per finger.
    static func colours(of part: LandmarkPart) -> [(Int, Int, Int)] {
        switch part {
        case .pose, .poseWorld: [(255, 0, 0)]
        case .face: [(128, 0, 0)]
        case .leftHand, .rightHand, .leftHandWorld, .rightHandWorld: handColours
        }
    }

    /// A face point's name is its index in decimal, without leading zeros.
    private static func faceIndex(named range: Range<Int>, of bytes: RawSpan) -> Int? {
        guard (1...3).contains(range.count) else { return nil }
        var index = 0
        for offset in range {
            let digit = bytes.byte(at: offset)
            guard (0x30...0x39).contains(digit) else { return nil }
            index = index * 10 + Int(digit - 0x30)
        }
        if range.count > 1, bytes.byte(at: range.lowerBound) == 0x30 { return nil }
        return index < 478 ? index : nil
    }

    private static let body: [StaticString] = [
        "NOSE", "LEFT_EYE_INNER", "LEFT_EYE", "LEFT_EYE_OUTER", "RIGHT_EYE_INNER", "RIGHT_EYE",
        "RIGHT_EYE_OUTER", "LEFT_EAR", "RIGHT_EAR", "MOUTH_LEFT", "MOUTH_RIGHT", "LEFT_SHOULDER",
        "RIGHT_SHOULDER", "LEFT_ELBOW", "RIGHT_ELBOW", "LEFT_WRIST", "RIGHT_WRIST", "LEFT_PINKY",
        "RIGHT_PINKY", "LEFT_INDEX", "RIGHT_INDEX", "LEFT_THUMB", "RIGHT_THUMB", "LEFT_HIP", "RIGHT_HIP",
        "LEFT_KNEE", "RIGHT_KNEE", "LEFT_ANKLE", "RIGHT_ANKLE", "LEFT_HEEL", "RIGHT_HEEL", "LEFT_FOOT_INDEX",
        "RIGHT_FOOT_INDEX",
    ]

    private static let hand: [StaticString] = [
        "WRIST", "THUMB_CMC", "THUMB_MCP", "THUMB_IP", "THUMB_TIP", "INDEX_FINGER_MCP", "INDEX_FINGER_PIP",
        "INDEX_FINGER_DIP", "INDEX_FINGER_TIP", "MIDDLE_FINGER_MCP", "MIDDLE_FINGER_PIP", "MIDDLE_FINGER_DIP",
        "MIDDLE_FINGER_TIP", "RING_FINGER_MCP", "RING_FINGER_PIP", "RING_FINGER_DIP", "RING_FINGER_TIP",
        "PINKY_MCP", "PINKY_PIP", "PINKY_DIP", "PINKY_TIP",
    ]

    private static let writtenBody = written(pointNames(of: .pose, count: body.count))
    private static let writtenHand = written(pointNames(of: .leftHand, count: hand.count))
    private static let writtenFace = written(pointNames(of: .face, count: 478))

    /// The bytes of names in a header.
    private static func written(_ names: [String]) -> [UInt8] {
        var header = PoseHeaderBuilder()
        header.append(names: names)
        return header.bytes
    }

    private static let bodyLimbs = [
        (0, 1), (1, 2), (2, 3), (3, 7), (0, 4), (4, 5), (5, 6), (6, 8), (9, 10), (11, 12), (11, 13), (13, 15),
        (15, 17), (15, 19), (15, 21), (17, 19), (12, 14), (14, 16), (16, 18), (16, 20), (16, 22), (18, 20),
        (11, 23), (12, 24), (23, 24), (23, 25), (24, 26), (25, 27), (26, 28), (27, 29), (28, 30), (29, 31),
        (30, 32), (27, 31), (28, 32),
    ]

    private static let handLimbs = [
        (0, 1), (1, 2), (2, 3), (3, 4), (0, 5), (5, 6), (6, 7), (7, 8), (5, 9), (9, 10), (10, 11), (11, 12),
        (9, 13), (13, 14), (14, 15), (15, 16), (13, 17), (0, 17), (17, 18), (18, 19), (19, 20),
    ]

    private static let handColours: [(Int, Int, Int)] = {
        let fingers = [(192, 0, 0), (192, 192, 0), (0, 192, 0), (0, 192, 192), (255, 128, 0)]
        return [(232, 232, 232)] + fingers.flatMap { Array(repeating: $0, count: 4) }
    }()
}
