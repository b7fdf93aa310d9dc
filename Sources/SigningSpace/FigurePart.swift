/// The parts of the figure that a picture of a clip shows.
public enum FigurePart: String, Sendable, Hashable, CaseIterable {
    /// Head, shoulders and elbows, of the pose.
    case body
    /// Mouth, brows and eyes, where a face was detected.
    case face
    /// The 21 points of a hand, where it was detected.
    case dominant, other
    /// The centre of a palm: also where only the arm was seen.
    case dominantPalm = "dominant_palm"
    case otherPalm = "other_palm"

    /// The names of the body's points, left and right as a right-handed signer has them.
    public static let bodyNames = [
        "nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
    ]
    /// The names of the face's points.
    public static let faceNames = FaceLandmark.allCases.map(\.name)
    /// MediaPipe's names of a hand's points.
    public static let handNames =
        ["wrist"]
        + [
            ("thumb", ["cmc", "mcp", "ip", "tip"]), ("index_finger", ["mcp", "pip", "dip", "tip"]),
            ("middle_finger", ["mcp", "pip", "dip", "tip"]), ("ring_finger", ["mcp", "pip", "dip", "tip"]),
            ("pinky", ["mcp", "pip", "dip", "tip"]),
        ].flatMap { finger, joints in joints.map { "\(finger)_\($0)" } }

    /// The part of a hand in a role.
    public static func hand(_ role: HandRole) -> FigurePart { role == .dominant ? .dominant : .other }
    /// The palm of a hand in a role.
    public static func palm(_ role: HandRole) -> FigurePart {
        role == .dominant ? .dominantPalm : .otherPalm
    }
}

extension SigningClip {
    /// The points of a part of the figure, in shoulder widths: x to the left of a right-handed signer, y down, z away from
    /// the camera; `nil` where the part was not seen. O(points).
    public func points(of part: FigurePart, frame: Int) -> [SIMD3<Float>]? {
        switch part {
        // The pose's depth is unreliable.
        case .body: points(of: [head, arms], frame: frame)?.map { SIMD3($0.x, $0.y, 0) }
        case .face: points(of: [face], frame: frame)
        case .dominant: points(of: [hands[HandRole.dominant.rawValue]], frame: frame)
        case .other: points(of: [hands[HandRole.other.rawValue]], frame: frame)
        case .dominantPalm: points(of: [palms[HandRole.dominant.rawValue]], frame: frame)
        case .otherPalm: points(of: [palms[HandRole.other.rawValue]], frame: frame)
        }
    }

    private func points(of tracks: [Track], frame: Int) -> [SIMD3<Float>]? {
        guard tracks.allSatisfy({ $0.seen[frame] }) else { return nil }
        return tracks.flatMap { track in (0..<track.pointCount).map { track[frame, $0] } }
    }
}
