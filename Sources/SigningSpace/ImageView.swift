import Landmarks

/// A clip's image landmarks with the aspect ratio given back: x, y and z all in image widths.
struct ImageView {
    private let clip: LandmarkClip
    private let heightInWidths: Float
    private let starts: [LandmarkPart: Int]

    /// A view of a clip. O(1).
    init(_ clip: LandmarkClip) {
        self.clip = clip
        heightInWidths = Float(1 / clip.aspectRatio)
        var starts: [LandmarkPart: Int] = [:]
        for part in clip.layout.parts { starts[part] = clip.layout.range(of: part)?.lowerBound }
        self.starts = starts
    }

    /// A landmark of a part; `nil` where it was not detected.
    func point(_ part: LandmarkPart, _ index: Int, frame: Int) -> SIMD3<Float>? {
        guard let start = starts[part], clip.isPresent(frame: frame, landmark: start + index) else {
            return nil
        }
        return position(start + index, frame: frame)
    }

    /// A landmark's visibility, 1 where the producer states none; `nil` where it was not detected.
    func visibility(_ part: LandmarkPart, _ index: Int, frame: Int) -> Float? {
        guard let start = starts[part], clip.isPresent(frame: frame, landmark: start + index) else {
            return nil
        }
        let place = frame * clip.layout.landmarkCount + start + index
        return clip.flags[place].contains(.hasVisibility) ? clip.values[place * LandmarkClip.stride + 3] : 1
    }

    /// Whether every landmark of a part was detected in a frame.
    func isWhole(_ part: LandmarkPart, frame: Int) -> Bool {
        guard let range = clip.layout.range(of: part) else { return false }
        return range.allSatisfy { clip.isPresent(frame: frame, landmark: $0) }
    }

    private func position(_ landmark: Int, frame: Int) -> SIMD3<Float> {
        let place = (frame * clip.layout.landmarkCount + landmark) * LandmarkClip.stride
        return SIMD3(clip.values[place], clip.values[place + 1] * heightInWidths, clip.values[place + 2])
    }
}
