/// A clip as its phonological parameters: one row of features a frame for every ``FeatureGroup``, with a mask.
public struct SignFeatures: Sendable {
    /// Frames, as in the ``SigningClip`` they were measured on.
    public let frameCount: Int
    private let columns: [Column]

    private struct Column: Sendable {
        var values: [Float]
        var seen: [Bool]
    }

    /// `[frames][group.width]`; zero where missing.
    public func values(_ group: FeatureGroup) -> [Float] { columns[group.rawValue].values }

    /// One a frame: whether the group could be measured.
    public func seen(_ group: FeatureGroup) -> [Bool] { columns[group.rawValue].seen }

    /// Measures a clip. O(frames).
    public init(_ clip: SigningClip) {
        frameCount = clip.frameCount
        var columns = FeatureGroup.allCases.map {
            Column(
                values: Array(repeating: 0, count: clip.frameCount * $0.width),
                seen: Array(repeating: false, count: clip.frameCount))
        }
        func set(_ group: FeatureGroup, _ frame: Int, _ values: some Collection<Float>) {
            columns[group.rawValue].seen[frame] = true
            let start = frame * group.width
            columns[group.rawValue].values.replaceSubrange(start..<start + values.count, with: values)
        }

        let nose = (0..<clip.frameCount).map { clip.head.seen[$0] ? clip.head[$0, 0] : nil }
        let usualNose = Self.median(nose.compactMap(\.self)) ?? Self.typicalNose
        for role in HandRole.allCases {
            let groups = Groups(role)
            let hand = clip.hands[role.rawValue]
            let palms = (0..<clip.frameCount).map { clip.palmCentre(role, frame: $0) }
            for frame in 0..<clip.frameCount {
                if hand.seen[frame] {
                    let geometry = HandGeometry(
                        hand.points[frame * 21..<(frame + 1) * 21], isLeft: role == .other)
                    set(groups.handshape, frame, geometry.flexion + geometry.spread + geometry.thumb)
                    let (normal, along) = (geometry.palmNormal, geometry.pointing)
                    set(groups.orientation, frame, [normal.x, normal.y, normal.z, along.x, along.y, along.z])
                    set(groups.view, frame, geometry.view)
                }
                guard let palm = palms[frame] else { continue }
                if clip.hasBody {
                    set(groups.location, frame, [palm.x, palm.y])
                    let nose = nose[frame] ?? usualNose
                    set(groups.faceLocation, frame, [palm.x - nose.x, palm.y - nose.y])
                }
                if let velocity = Self.velocity(palms, frame: frame) {
                    set(groups.movement, frame, [velocity.x, velocity.y])
                }
            }
        }
        Self.measureHead(clip) { set(.head, $0, $1) }
        Self.measureFace(clip) { set(.face, $0, $1) }
        self.columns = columns
    }

    /// Where the nose is if it is never seen: so many shoulder widths above the shoulders (median over the takes of ten
    /// signers).
    private static let typicalNose = SIMD3<Float>(0, -0.68, 0)

    /// The groups of one hand.
    private struct Groups {
        let handshape, orientation, view, location, faceLocation, movement: FeatureGroup

        init(_ role: HandRole) {
            switch role {
            case .dominant:
                (handshape, orientation, view) = (.dominantHandshape, .dominantOrientation, .dominantHandView)
                (location, faceLocation) = (.dominantLocation, .dominantFaceLocation)
                movement = .dominantMovement
            case .other:
                (handshape, orientation, view) = (.otherHandshape, .otherOrientation, .otherHandView)
                (location, faceLocation) = (.otherLocation, .otherFaceLocation)
                movement = .otherMovement
            }
        }
    }

    /// The velocity over the two frames on either side, fewer at the ends; `nil` where one of them was not seen.
    private static func velocity(_ palms: [SIMD3<Float>?], frame: Int) -> SIMD3<Float>? {
        let before = max(frame - 2, 0)
        let after = min(frame + 2, palms.count - 1)
        guard after > before, let from = palms[before], let to = palms[after] else { return nil }
        return (to - from) * Float(Timeline.frameRate) / Float(after - before)
    }

    private static func measureHead(_ clip: SigningClip, set: (Int, [Float]) -> Void) {
        let frames = clip.head.seen.indices.filter { clip.head.seen[$0] }
        let poses = frames.map { frame in
            let (nose, left, right) = (clip.head[frame, 0], clip.head[frame, 1], clip.head[frame, 2])
            let middle = (left + right) / 2
            return [nose.x - middle.x, nose.y - middle.y, left.y - right.y]
        }
        for (frame, change) in zip(frames, changes(poses)) { set(frame, change) }
    }

    private static func measureFace(_ clip: SigningClip, set: (Int, [Float]) -> Void) {
        let frames = clip.face.seen.indices.filter { clip.face.seen[$0] }
        let poses = frames.map { frame in
            func point(_ place: FaceLandmark) -> SIMD3<Float> { clip.face[frame, place.rawValue] }
            func gap(_ a: FaceLandmark, _ b: FaceLandmark) -> Float { (point(a) - point(b)).length }
            let eyes = max(gap(.leftEyeOuter, .rightEyeOuter), 1e-6)
            return [
                gap(.upperLip, .lowerLip), gap(.leftMouthCorner, .rightMouthCorner),
                gap(.leftBrow, .leftEyeTop), gap(.rightBrow, .rightEyeTop),
                (gap(.leftEyeTop, .leftEyeBottom) + gap(.rightEyeTop, .rightEyeBottom)) / 2,
            ].map { $0 / eyes }
        }
        for (frame, change) in zip(frames, changes(poses)) { set(frame, change) }
    }

    /// Each row less the rows' median, value by value: what a face does, not how it is built.
    private static func changes(_ rows: [[Float]]) -> [[Float]] {
        guard let first = rows.first else { return [] }
        let usual = first.indices.map { index in BodyFrame.median(rows.map { $0[index] }) ?? 0 }
        return rows.map { row in row.indices.map { row[$0] - usual[$0] } }
    }

    private static func median(_ points: [SIMD3<Float>]) -> SIMD3<Float>? {
        guard let x = BodyFrame.median(points.map(\.x)), let y = BodyFrame.median(points.map(\.y)),
            let z = BodyFrame.median(points.map(\.z))
        else { return nil }
        return SIMD3(x, y, z)
    }
}
