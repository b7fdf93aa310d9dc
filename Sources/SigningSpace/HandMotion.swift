import Foundation

/// What one hand does through a clip, in units that a learner can see: degrees, palm lengths, shoulder widths.
///
/// ``SignFeatures`` are scaled for comparing; feedback reads these, so that another weighting moves no correction.
public struct HandMotion: Sendable {
    /// A hand that was seen.
    public struct Posture: Sendable, Hashable {
        /// How far each finger is bent, thumb first: degrees over its three joints; 0 is straight.
        public var bends: SIMD8<Float>
        /// From the thumb's tip to the little finger's knuckle, in palm lengths: large is stretched out.
        public var thumbReach: Float
        /// Unit vector out of the palm, in signing space.
        public var facing: SIMD3<Float>
        /// Unit vector from the wrist to the middle finger's knuckle, in signing space.
        public var pointing: SIMD3<Float>
    }

    /// One a frame; `nil` where the hand was not seen.
    public let postures: [Posture?]
    /// The palm's centre in shoulder widths from the shoulders' midpoint, x to the left of a right-handed signer, y
    /// down; one a frame, `nil` where neither hand nor arm was seen.
    public let places: [SIMD2<Float>?]

    /// The hand in a role. O(frames).
    public init(_ clip: SigningClip, role: HandRole) {
        let hand = clip.hands[role.rawValue]
        postures = (0..<clip.frameCount).map { frame in
            guard hand.seen[frame] else { return nil }
            return Posture(hand, frame, isLeft: role == .other)
        }
        places = (0..<clip.frameCount).map { frame in
            clip.palmCentre(role, frame: frame).map { SIMD2($0.x, $0.y) }
        }
    }

    private init(postures: [Posture?], places: [SIMD2<Float>?]) {
        self.postures = postures
        self.places = places
    }

    /// The same hand in a mirror, where it is the other one.
    public func mirrored() -> HandMotion {
        HandMotion(
            postures: postures.map { posture in
                guard var mirror = posture else { return nil }
                mirror.facing.x = -mirror.facing.x
                mirror.pointing.x = -mirror.pointing.x
                return mirror
            },
            places: places.map { $0.map { SIMD2(-$0.x, $0.y) } })
    }

    /// The same hand with its frames in reverse order.
    public func reversed() -> HandMotion {
        HandMotion(postures: postures.reversed(), places: places.reversed())
    }
}

extension HandMotion.Posture {
    fileprivate init(_ hand: Track, _ frame: Int, isLeft: Bool) {
        func bone(_ from: Int, _ to: Int) -> SIMD3<Float> { hand[frame, to] - hand[frame, from] }
        bends = .zero
        for finger in 0..<5 {
            let base = 1 + 4 * finger
            var before = bone(0, base).normalised
            for joint in base..<base + 3 {
                let after = bone(joint, joint + 1).normalised
                bends[finger] += acos(min(max(before.dot(after), -1), 1)) * 180 / .pi
                before = after
            }
        }
        let palm = bone(0, 9).length
        thumbReach = palm > 0 ? bone(17, 4).length / palm : 0
        let normal = bone(0, 5).cross(bone(0, 17)).normalised
        facing = isLeft ? -normal : normal
        pointing = bone(0, 9).normalised
    }
}

extension SigningClip {
    /// The nose in signing space, x and y; one a frame, `nil` where the head was not seen.
    public var nosePlaces: [SIMD2<Float>?] {
        (0..<frameCount).map { frame in
            guard head.seen[frame] else { return nil }
            let nose = head[frame, 0]
            return SIMD2(nose.x, nose.y)
        }
    }
}
