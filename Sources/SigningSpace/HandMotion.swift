import Foundation

/// The movement of one hand through a clip, in visible units: degrees, palm lengths, shoulder widths.
///
/// ``SignFeatures`` are scaled for comparison. Feedback uses this type instead, so that other weights change
/// no correction.
public struct HandMotion: Sendable {
    /// A detected hand in one frame.
    public struct Posture: Sendable, Hashable {
        /// The bend of each finger, thumb first, in degrees over its three joints; 0 is straight.
        public var bends: SIMD8<Float>
        /// The distance from the wrist to each finger's tip over that to its knuckle, thumb first: 2 for a
        /// straight long finger, 1 for a closed one.
        public var reaches: SIMD8<Float>
        /// The wrist in signing space, in shoulder widths.
        public var wrist: SIMD2<Float>
        /// The distance from the thumb's tip to the little finger's knuckle, in palm lengths; large for a
        /// stretched thumb.
        public var thumbReach: Float
        /// Unit vector out of the palm, in signing space.
        public private(set) var facing: SIMD3<Float>
        /// Unit vector from the wrist to the middle finger's knuckle, in signing space.
        public private(set) var pointing: SIMD3<Float>
        /// The rotation of the palm about the hand's axis ``pointing``, in radians. 0 is as near to facing
        /// the camera as that axis allows, and also the value for a hand that points at the camera.
        public private(set) var roll: Float

        /// The ``reaches`` of the four long fingers, index finger first.
        public var longReaches: SIMD4<Float> { SIMD4(reaches[1], reaches[2], reaches[3], reaches[4]) }

        /// The ``bends`` of the four long fingers, index finger first.
        public var longBends: SIMD4<Float> { SIMD4(bends[1], bends[2], bends[3], bends[4]) }

        /// The posture on the other side.
        fileprivate var mirrored: Posture {
            var mirror = self
            mirror.facing.x = -facing.x
            mirror.pointing.x = -pointing.x
            mirror.wrist.x = -wrist.x
            mirror.roll = Self.roll(facing: mirror.facing, pointing: mirror.pointing)
            return mirror
        }

        fileprivate static func roll(facing: SIMD3<Float>, pointing: SIMD3<Float>) -> Float {
            let camera = SIMD3<Float>(0, 0, -1)
            let across = camera - camera.dot(pointing) * pointing
            guard across.length > 1e-4 else { return 0 }
            let towards = across.normalised
            return atan2(facing.dot(pointing.cross(towards)), facing.dot(towards))
        }
    }

    /// The posture in each frame; `nil` where the hand was not detected.
    public let postures: [Posture?]
    /// The palm's centre in each frame, in shoulder widths from the shoulders' midpoint, x to the left of a
    /// right-handed signer, y down; `nil` where neither hand nor arm was seen.
    public let places: [SIMD2<Float>?]

    /// The root mean square distance of the wrist from its mean, in shoulder widths, over the frames that
    /// show the hand; 0 where none does.
    public let wristExtent: Float

    public init(_ clip: SigningClip, role: HandRole) {
        let hand = clip.hands[role.rawValue]
        self.init(
            postures: (0..<clip.frameCount).map { frame in
                guard hand.seen[frame] else { return nil }
                return Posture(hand, frame, isLeft: role == .other)
            },
            places: (0..<clip.frameCount).map { frame in
                clip.palmCentre(role, frame: frame).map { SIMD2($0.x, $0.y) }
            })
    }

    private init(postures: [Posture?], places: [SIMD2<Float>?]) {
        self.postures = postures
        self.places = places
        let wrists = postures.compactMap { $0?.wrist }
        let middle = wrists.reduce(.zero, +) / Float(max(wrists.count, 1))
        let squares = wrists.reduce(Float(0)) { $0 + (($1 - middle) * ($1 - middle)).sum() }
        wristExtent = (squares / Float(max(wrists.count, 1))).squareRoot()
    }

    /// The hand mirrored, as the same hand on the other side.
    public func mirrored() -> HandMotion {
        HandMotion(
            postures: postures.map { $0?.mirrored },
            places: places.map { $0.map { SIMD2(-$0.x, $0.y) } })
    }

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
        reaches = .zero
        for finger in 0..<5 {
            let knuckle = bone(0, 1 + 4 * finger).length
            reaches[finger] = knuckle > 0 ? bone(0, 4 + 4 * finger).length / knuckle : 0
        }
        wrist = SIMD2(hand[frame, 0].x, hand[frame, 0].y)
        let palm = bone(0, 9).length
        thumbReach = palm > 0 ? bone(17, 4).length / palm : 0
        let normal = bone(0, 5).cross(bone(0, 17)).normalised
        facing = isLeft ? -normal : normal
        pointing = bone(0, 9).normalised
        roll = Self.roll(facing: facing, pointing: pointing)
    }
}

extension SigningClip {
    /// The nose in signing space, x and y, in each frame; `nil` where the head was not seen.
    public var nosePlaces: [SIMD2<Float>?] {
        (0..<frameCount).map { frame in
            guard head.seen[frame] else { return nil }
            let nose = head[frame, 0]
            return SIMD2(nose.x, nose.y)
        }
    }
}
