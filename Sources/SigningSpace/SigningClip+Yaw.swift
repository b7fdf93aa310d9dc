import Foundation

extension SigningClip {
    /// MediaPipe's pose states depths about four times as large as widths.
    private static let depthScale: Float = 4

    /// How far the signer is turned from the camera, in degrees, 0–90, whichever way: the median angle of the
    /// line between the shoulders, by the depth that the pose estimates. `nil` where no frame shows the
    /// shoulders, or none has depth. O(frames · log).
    ///
    /// The estimate is rough. Over three sets of real takes it correlates with the nose's place between the
    /// ears by 0.5 to 0.8.
    package var yaw: Double? {
        let angles = (0..<arms.frameCount).compactMap { frame -> Float? in
            guard arms.seen[frame] else { return nil }
            let (left, right) = (arms[frame, 0], arms[frame, 1])
            guard left.z != 0 || right.z != 0 else { return nil }
            return atan2((left.z - right.z) / Self.depthScale, abs(left.x - right.x))
        }
        return BodyFrame.median(angles).map { Double(abs($0)) * 180 / .pi }
    }
}
