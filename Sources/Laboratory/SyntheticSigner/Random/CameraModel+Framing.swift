extension CameraModel {
    /// Raises the picture's lower edge to these points, and then steps back from them, as people do before a
    /// webcam until it shows their hands.
    ///
    /// The eyes stay in the picture, and nobody steps back further than to half of the size.
    mutating func include(_ points: [Vector3], shoulderWidth: Double) {
        let aspect = Double(width) / Double(height)
        let smallest = shoulderShare / 2
        for _ in 0..<8 {
            let projection = CameraProjection(self, shoulderWidth: shoulderWidth)
            let lowest = points.map { projection.image(of: $0).y }.max() ?? 0
            guard lowest > 0.95 else { return }
            let highest = 0.78 * shoulderShare * aspect + 0.02
            if shoulderLine > highest {
                shoulderLine = max(shoulderLine - (lowest - 0.9), highest)
            } else if shoulderShare > smallest {
                shoulderShare *= 0.88
                distance /= 0.88
            }
        }
    }
}

extension Performance {
    /// The palms of the hands that sign, at the postures of the signs; metres, in the world of the camera.
    func palms(of profile: SignerProfile) -> [Vector3] {
        let isRight = profile.dominantHand == .right
        func palms(_ track: HandTrack, isRight: Bool) -> [Vector3] {
            track.keys.filter(\.isSign).map { key in
                let middle = key.pose.rotation(Vector3(0, 0.6 * profile.palm * profile.shoulderWidth, 0))
                let palm = key.pose.wrist + middle
                return isRight ? palm.acrossBody : palm
            }
        }
        return palms(dominant, isRight: isRight)
            + (isTwoHanded ? palms(other, isRight: !isRight) : [])
    }
}
