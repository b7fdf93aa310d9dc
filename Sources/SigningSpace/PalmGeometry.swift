/// The location and movement of one hand over time, from its palm's centre.
struct PalmGeometry {
    /// The palm's centre from the shoulders' midpoint, x and y, in shoulder widths; missing without
    /// shoulders.
    private(set) var location: FeatureColumn
    /// The palm's centre from the nose, or from the nose's usual place in the clip.
    private(set) var faceLocation: FeatureColumn
    /// The palm centre's velocity, x and y, in shoulder widths per second.
    private(set) var movement: FeatureColumn

    /// Measures a hand, or the arm's end where the hand is missing. O(frames · log frames).
    init(_ clip: SigningClip, role: HandRole) {
        let palms = clip.palms[role.rawValue]
        let nowhere = [Bool](repeating: false, count: clip.frameCount)
        location = FeatureColumn(.dominantLocation, seen: clip.hasBody ? palms.seen : nowhere)
        faceLocation = FeatureColumn(.dominantFaceLocation, seen: clip.hasBody ? palms.seen : nowhere)
        movement = FeatureColumn(.dominantMovement, seen: nowhere)
        if clip.hasBody { measurePlaces(palms, head: clip.head) }
        for frame in palms.seen.indices where palms.seen[frame] {
            // The difference over the two frames on either side, fewer at the ends.
            let (before, after) = (max(frame - 2, 0), min(frame + 2, palms.frameCount - 1))
            guard after > before, palms.seen[before], palms.seen[after] else { continue }
            let velocity =
                (palms[after, 0] - palms[before, 0]) * Float(Timeline.frameRate) / Float(after - before)
            movement.seen[frame] = true
            movement.values[2 * frame] = velocity.x
            movement.values[2 * frame + 1] = velocity.y
        }
    }

    private mutating func measurePlaces(_ palms: Track, head: Track) {
        let usualNose = Self.usualNose(head)
        for frame in palms.seen.indices where palms.seen[frame] {
            let palm = palms[frame, 0]
            let nose = head.seen[frame] ? SIMD2(head[frame, 0].x, head[frame, 0].y) : usualNose
            location.values[2 * frame] = palm.x
            location.values[2 * frame + 1] = palm.y
            faceLocation.values[2 * frame] = palm.x - nose.x
            faceLocation.values[2 * frame + 1] = palm.y - nose.y
        }
    }

    /// The medians of the nose's x and y over the frames that show it.
    private static func usualNose(_ head: Track) -> SIMD2<Float> {
        let frames = head.seen.indices.filter { head.seen[$0] }
        guard let x = BodyFrame.median(frames.map { head[$0, 0].x }),
            let y = BodyFrame.median(frames.map { head[$0, 0].y })
        else { return SigningClip.typicalNose }
        return SIMD2(x, y)
    }
}
