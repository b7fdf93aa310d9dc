import Landmarks

/// A clip's image landmarks with the aspect ratio restored: x, y and z all in image widths.
struct ImageView {
    private let clip: LandmarkClip
    private let heightInWidths: Float

    init(_ clip: LandmarkClip) {
        self.clip = clip
        heightInWidths = Float(1 / clip.aspectRatio)
    }

    /// Landmarks of a part, in the frames that show all of them. O(frames · landmarks).
    ///
    /// - Parameters:
    ///   - landmarks: their indices inside the part.
    ///   - visibility: the bound that each stated visibility must exceed; `nil` for no bound.
    /// - Precondition: the part has these landmarks.
    func sightings(
        of landmarks: some RandomAccessCollection<Int>, in part: LandmarkPart, visibility: Float? = nil
    ) -> Sightings {
        guard let range = clip.layout.range(of: part) else {
            return Sightings(pointCount: landmarks.count, frames: [], points: [])
        }
        // Checked once here for the loops below, which load x, y, z and visibility together.
        precondition(landmarks.allSatisfy { $0 >= 0 && $0 < range.count } && LandmarkClip.stride == 4)
        let count = clip.layout.landmarkCount
        let flags = clip.flags.span
        let values = clip.values.span.bytes
        let present = LandmarkFlags.present.rawValue
        let aspect = SIMD4<Float>(1, heightInWidths, 1, 1)
        let frames = (0..<clip.frameCount).filter { frame in
            let start = frame &* count &+ range.lowerBound
            for landmark in landmarks where flags[unchecked: start &+ landmark].rawValue & present == 0 {
                return false
            }
            return visibility.map { isVisible(landmarks, from: start, above: $0) } ?? true
        }
        let points = [SIMD4<Float>](capacity: frames.count * landmarks.count) { points in
            for frame in frames {
                let start = frame &* count &+ range.lowerBound
                for landmark in landmarks {
                    var point = values.unsafeLoadUnaligned(
                        fromUncheckedByteOffset: 16 &* (start &+ landmark), as: SIMD4<Float>.self)
                    point *= aspect
                    point.w = 0
                    points.append(point)
                }
            }
        }
        return Sightings(pointCount: landmarks.count, frames: frames, points: points)
    }

    /// Whether every stated visibility of some landmarks exceeds `least`.
    private func isVisible(_ landmarks: some Collection<Int>, from start: Int, above least: Float) -> Bool {
        landmarks.allSatisfy {
            !clip.flags[start + $0].contains(.hasVisibility)
                || clip.values[(start + $0) * LandmarkClip.stride + 3] > least
        }
    }
}
