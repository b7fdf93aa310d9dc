/// The landmarks of MediaPipe's 468-point face that the non-manual channel reads, in the order of
/// ``SigningClip``'s face track.
enum FaceLandmark: Int, CaseIterable {
    case upperLip, lowerLip, leftMouthCorner, rightMouthCorner
    case leftBrow, rightBrow, leftEyeTop, rightEyeTop, leftEyeBottom, rightEyeBottom
    case leftEyeOuter, rightEyeOuter

    var meshIndex: Int {
        switch self {
        case .upperLip: 13
        case .lowerLip: 14
        case .leftMouthCorner: 291
        case .rightMouthCorner: 61
        case .leftBrow: 334
        case .rightBrow: 105
        case .leftEyeTop: 386
        case .rightEyeTop: 159
        case .leftEyeBottom: 374
        case .rightEyeBottom: 145
        case .leftEyeOuter: 263
        case .rightEyeOuter: 33
        }
    }

    /// The name in documents, such as `left_mouth_corner`.
    var name: String {
        switch self {
        case .upperLip: "upper_lip"
        case .lowerLip: "lower_lip"
        case .leftMouthCorner: "left_mouth_corner"
        case .rightMouthCorner: "right_mouth_corner"
        case .leftBrow: "left_brow"
        case .rightBrow: "right_brow"
        case .leftEyeTop: "left_eye_top"
        case .rightEyeTop: "right_eye_top"
        case .leftEyeBottom: "left_eye_bottom"
        case .rightEyeBottom: "right_eye_bottom"
        case .leftEyeOuter: "left_eye_outer"
        case .rightEyeOuter: "right_eye_outer"
        }
    }

    /// The same landmark on the other half of the face.
    var mirrored: FaceLandmark {
        switch self {
        case .upperLip, .lowerLip: self
        case .leftMouthCorner: .rightMouthCorner
        case .rightMouthCorner: .leftMouthCorner
        case .leftBrow: .rightBrow
        case .rightBrow: .leftBrow
        case .leftEyeTop: .rightEyeTop
        case .rightEyeTop: .leftEyeTop
        case .leftEyeBottom: .rightEyeBottom
        case .rightEyeBottom: .leftEyeBottom
        case .leftEyeOuter: .rightEyeOuter
        case .rightEyeOuter: .leftEyeOuter
        }
    }
}
