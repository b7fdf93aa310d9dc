@testable import SigningSpace

/// The features of a clip, one frame and one number at a time, as defined in ``FeatureGroup/width``: the slow
/// twin of ``SignFeatures``. A group that is missing in a frame is missing from its dictionary.
struct NaiveFeatures {
    private(set) var frames: [[FeatureGroup: [Float]]]

    private static let joints = [
        (0, 1, 2), (1, 2, 3), (2, 3, 4), (0, 5, 6), (5, 6, 7), (6, 7, 8), (0, 9, 10), (9, 10, 11),
        (10, 11, 12), (0, 13, 14), (13, 14, 15), (14, 15, 16), (0, 17, 18), (17, 18, 19), (18, 19, 20),
    ]
    private static let neighbours = [(1, 4, 5, 8), (5, 6, 9, 10), (9, 10, 13, 14), (13, 14, 17, 18)]
    private static let bones = [
        (0, 1), (1, 2), (2, 3), (3, 4), (0, 5), (5, 6), (6, 7), (7, 8), (0, 9), (9, 10), (10, 11), (11, 12),
        (0, 13), (13, 14), (14, 15), (15, 16), (0, 17), (17, 18), (18, 19), (19, 20),
    ]

    init(_ clip: SigningClip) {
        frames = Array(repeating: [:], count: clip.frameCount)
        for frame in frames.indices {
            for role in HandRole.allCases where clip.hands[role.rawValue].seen[frame] {
                let points = (0..<21).map { clip.hands[role.rawValue][frame, $0] }
                let isDominant = role == .dominant
                frames[frame][isDominant ? .dominantHandshape : .otherHandshape] = Self.shape(points)
                frames[frame][isDominant ? .dominantOrientation : .otherOrientation] =
                    Self.turn(points, isLeft: role == .other)
                frames[frame][isDominant ? .dominantHandView : .otherHandView] = Self.view(points)
            }
        }
        for role in HandRole.allCases { measurePlaces(clip, role) }
        measureHead(clip)
        measureFace(clip)
    }

    static func palmCentre(_ points: [SIMD3<Float>]) -> SIMD3<Float> {
        [0, 5, 9, 13, 17].reduce(SIMD3<Float>()) { $0 + points[$1] } / 5
    }

    private static func length(_ vector: SIMD3<Float>) -> Float { dot(vector, vector).squareRoot() }

    private static func dot(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
        a.x * b.x + a.y * b.y + a.z * b.z
    }

    private static func unit(_ vector: SIMD3<Float>) -> SIMD3<Float> {
        length(vector) > 0 ? vector / length(vector) : .zero
    }

    private static func shape(_ points: [SIMD3<Float>]) -> [Float] {
        func unit(_ from: Int, _ to: Int) -> SIMD3<Float> { Self.unit(points[to] - points[from]) }
        func length(_ from: Int, _ to: Int) -> Float { Self.length(points[to] - points[from]) }
        let palm = (length(0, 5) + length(0, 9) + length(0, 13) + length(0, 17)) / 4
        return joints.map { dot(unit($0.0, $0.1), unit($0.1, $0.2)) }
            + neighbours.map { dot(unit($0.0, $0.1), unit($0.2, $0.3)) }
            + [5, 8, 12, 16, 20, 17].map { palm > 0 ? length(4, $0) / palm : 0 }
    }

    private static func turn(_ points: [SIMD3<Float>], isLeft: Bool) -> [Float] {
        let (a, b) = (points[5] - points[0], points[17] - points[0])
        let cross = SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
        let (normal, along) = (unit(isLeft ? -cross : cross), unit(points[9] - points[0]))
        return [normal.x, normal.y, normal.z, along.x, along.y, along.z]
    }

    private static func view(_ points: [SIMD3<Float>]) -> [Float] {
        let units = bones.map { unit(points[$0.1] - points[$0.0]) }
        let places = points.map { $0 - palmCentre(points) }
        return (units + places).flatMap { [$0.x, $0.y] }
    }

    private mutating func measurePlaces(_ clip: SigningClip, _ role: HandRole) {
        let isDominant = role == .dominant
        let palms = frames.indices.map { clip.palmCentre(role, frame: $0) }
        let noses = frames.indices.map { clip.head.seen[$0] ? clip.head[$0, 0] : nil }
        let seen = noses.compactMap(\.self)
        let usual =
            seen.isEmpty
            ? SIMD2(0, -0.68)
            : SIMD2(seen.map(\.x).sorted()[seen.count / 2], seen.map(\.y).sorted()[seen.count / 2])
        for frame in frames.indices {
            guard let palm = palms[frame] else { continue }
            if clip.hasBody {
                let nose = noses[frame].map { SIMD2($0.x, $0.y) } ?? usual
                frames[frame][isDominant ? .dominantLocation : .otherLocation] = [palm.x, palm.y]
                frames[frame][isDominant ? .dominantFaceLocation : .otherFaceLocation] =
                    [palm.x - nose.x, palm.y - nose.y]
            }
            let (before, after) = (max(frame - 2, 0), min(frame + 2, frames.count - 1))
            guard before < after, let from = palms[before], let to = palms[after] else { continue }
            let speed = (to - from) * 30 / Float(after - before)
            frames[frame][isDominant ? .dominantMovement : .otherMovement] = [speed.x, speed.y]
        }
    }

    private mutating func measureHead(_ clip: SigningClip) {
        for frame in frames.indices where clip.head.seen[frame] {
            let (nose, left, right) = (clip.head[frame, 0], clip.head[frame, 1], clip.head[frame, 2])
            let middle = (left + right) / 2
            frames[frame][.head] = [nose.x - middle.x, nose.y - middle.y, left.y - right.y]
        }
        centre(.head)
    }

    private mutating func measureFace(_ clip: SigningClip) {
        for frame in frames.indices where clip.face.seen[frame] {
            func gap(_ a: FaceLandmark, _ b: FaceLandmark) -> Float {
                Self.length(clip.face[frame, a.rawValue] - clip.face[frame, b.rawValue])
            }
            frames[frame][.face] = [
                gap(.upperLip, .lowerLip), gap(.leftMouthCorner, .rightMouthCorner),
                gap(.leftBrow, .leftEyeTop), gap(.rightBrow, .rightEyeTop),
                (gap(.leftEyeTop, .leftEyeBottom) + gap(.rightEyeTop, .rightEyeBottom)) / 2,
            ].map { $0 / max(gap(.leftEyeOuter, .rightEyeOuter), 1e-6) }
        }
        centre(.face)
    }

    /// Subtracts from each number its median over the frames.
    private mutating func centre(_ group: FeatureGroup) {
        let rows = frames.compactMap { $0[group] }
        guard !rows.isEmpty else { return }
        for frame in frames.indices {
            frames[frame][group] = frames[frame][group]?.enumerated().map { index, value in
                value - rows.map { $0[index] }.sorted()[rows.count / 2]
            }
        }
    }
}
