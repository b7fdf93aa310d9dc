/// The places among MediaPipe's 468 face landmarks that the non-manual channel reads, in the order of
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

    /// The same place on the other half of the face.
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
