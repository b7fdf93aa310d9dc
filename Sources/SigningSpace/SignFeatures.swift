/// A clip as its phonological parameters: one row of features per frame for every ``FeatureGroup``, with a
/// mask.
public struct SignFeatures: Sendable {
    /// Frames, as in the measured ``SigningClip``.
    public let frameCount: Int
    /// Indexed by the groups' raw values.
    private let columns: [FeatureColumn]

    /// `[frames][group.width]`; zero where missing.
    public func values(_ group: FeatureGroup) -> [Float] { columns[group.rawValue].values }

    /// Whether each frame shows the group.
    public func seen(_ group: FeatureGroup) -> [Bool] { columns[group.rawValue].seen }

    /// Measures a clip. O(frames · log frames).
    public init(_ clip: SigningClip) {
        frameCount = clip.frameCount
        let hands = HandRole.allCases.map { role in
            HandGeometry(clip.hands[role.rawValue], isLeft: role == .other)
        }
        let palms = HandRole.allCases.map { PalmGeometry(clip, role: $0) }
        let (shapes, places) = ((dominant: hands[0], other: hands[1]), (dominant: palms[0], other: palms[1]))
        columns = FeatureGroup.allCases.map { group in
            switch group {
            case .dominantHandshape: shapes.dominant.handshape
            case .otherHandshape: shapes.other.handshape
            case .dominantOrientation: shapes.dominant.orientation
            case .otherOrientation: shapes.other.orientation
            case .dominantHandView: shapes.dominant.view
            case .otherHandView: shapes.other.view
            case .dominantLocation: places.dominant.location
            case .otherLocation: places.other.location
            case .dominantFaceLocation: places.dominant.faceLocation
            case .otherFaceLocation: places.other.faceLocation
            case .dominantMovement: places.dominant.movement
            case .otherMovement: places.other.movement
            case .head: Self.head(clip.head)
            case .face: Self.face(clip.face)
            }
        }
    }

    private static func head(_ head: Track) -> FeatureColumn {
        var column = FeatureColumn(.head, seen: head.seen)
        for frame in head.seen.indices where head.seen[frame] {
            let (nose, left, right) = (head[frame, 0], head[frame, 1], head[frame, 2])
            let middle = (left + right) / 2
            let start = frame * column.width
            column.values[start] = nose.x - middle.x
            column.values[start + 1] = nose.y - middle.y
            column.values[start + 2] = left.y - right.y
        }
        column.removeMedians()
        return column
    }

    private static func face(_ face: Track) -> FeatureColumn {
        var column = FeatureColumn(.face, seen: face.seen)
        for frame in face.seen.indices where face.seen[frame] {
            func gap(_ a: FaceLandmark, _ b: FaceLandmark) -> Float {
                (face[frame, a.rawValue] - face[frame, b.rawValue]).length
            }
            let eyes = max(gap(.leftEyeOuter, .rightEyeOuter), 1e-6)
            let opening = (gap(.leftEyeTop, .leftEyeBottom) + gap(.rightEyeTop, .rightEyeBottom)) / 2
            let start = frame * column.width
            column.values[start] = gap(.upperLip, .lowerLip) / eyes
            column.values[start + 1] = gap(.leftMouthCorner, .rightMouthCorner) / eyes
            column.values[start + 2] = gap(.leftBrow, .leftEyeTop) / eyes
            column.values[start + 3] = gap(.rightBrow, .rightEyeTop) / eyes
            column.values[start + 4] = opening / eyes
        }
        column.removeMedians()
        return column
    }
}
