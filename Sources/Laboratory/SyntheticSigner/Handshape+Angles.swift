extension Handshape {
    /// The number of ``angles``: five of the thumb, then four of each long finger.
    static let angleCount = 21

    /// The angles of all joints in degrees, for blending and averaging.
    var angles: [Double] {
        get {
            var row = [thumb.radial, thumb.palmar, thumb.opposition, thumb.knuckle, thumb.tip]
            row.reserveCapacity(Self.angleCount)
            for pose in [index, middle, ring, pinky] {
                row += [pose.knuckle, pose.middle, pose.tip, pose.spread]
            }
            return row
        }
        set {
            thumb = ThumbPose(
                radial: newValue[0], palmar: newValue[1], opposition: newValue[2], knuckle: newValue[3],
                tip: newValue[4])
            func finger(_ at: Int) -> FingerPose {
                FingerPose(newValue[at], newValue[at + 1], newValue[at + 2], spread: newValue[at + 3])
            }
            index = finger(5)
            middle = finger(9)
            ring = finger(13)
            pinky = finger(17)
        }
    }

    /// The angle-by-angle blend: `self` at 0, `other` at 1.
    func mixed(with other: Handshape, _ share: Double) -> Handshape {
        var mixed = self
        mixed.angles = zip(angles, other.angles).map { $0 + ($1 - $0) * share }
        return mixed
    }

    /// The shape with every joint within anatomical limits.
    var withinLimits: Handshape {
        var limited = self
        for finger in [Finger.index, .middle, .ring, .pinky] {
            limited[finger].knuckle = min(max(self[finger].knuckle, -15), 95)
            limited[finger].middle = min(max(self[finger].middle, 0), 110)
            limited[finger].tip = min(max(self[finger].tip, 0), 80)
        }
        limited.thumb.radial = min(max(thumb.radial, -15), 80)
        limited.thumb.palmar = min(max(thumb.palmar, 0), 75)
        limited.thumb.knuckle = min(max(thumb.knuckle, 0), 70)
        limited.thumb.tip = min(max(thumb.tip, 0), 85)
        return limited
    }
}
