import Landmarks

/// A clip's image landmarks with the aspect ratio given back: x, y and z all in image widths.
struct ImageView {
    private let clip: LandmarkClip
    private let heightInWidths: Float
    /// By the parts' raw values; empty for a part that the clip lacks.
    private let ranges: [Range<Int>]

    /// A view of a clip. O(1).
    init(_ clip: LandmarkClip) {
        self.clip = clip
        heightInWidths = Float(1 / clip.aspectRatio)
        ranges = LandmarkPart.allCases.map { clip.layout.range(of: $0) ?? 0..<0 }
    }

    /// A landmark of a part; `nil` where it was not detected.
    func point(_ part: LandmarkPart, _ index: Int, frame: Int) -> SIMD3<Float>? {
        guard let landmark = landmark(part, index, frame: frame) else { return nil }
        let place = landmark * LandmarkClip.stride
        return SIMD3(clip.values[place], clip.values[place + 1] * heightInWidths, clip.values[place + 2])
    }

    /// A landmark's visibility, 1 where the producer states none; `nil` where it was not detected.
    func visibility(_ part: LandmarkPart, _ index: Int, frame: Int) -> Float? {
        guard let landmark = landmark(part, index, frame: frame) else { return nil }
        return clip.flags[landmark].contains(.hasVisibility)
            ? clip.values[landmark * LandmarkClip.stride + 3] : 1
    }

    /// Whether every landmark of a part was detected in a frame.
    func isWhole(_ part: LandmarkPart, frame: Int) -> Bool {
        let range = ranges[part.rawValue]
        let start = frame * clip.layout.landmarkCount
        return !range.isEmpty
            && clip.flags[start + range.lowerBound..<start + range.upperBound].allSatisfy {
                $0.contains(.present)
            }
    }

    /// A landmark that was detected, by its place among those of all frames.
    private func landmark(_ part: LandmarkPart, _ index: Int, frame: Int) -> Int? {
        let range = ranges[part.rawValue]
        let place = frame * clip.layout.landmarkCount + range.lowerBound + index
        return !range.isEmpty && clip.flags[place].contains(.present) ? place : nil
    }
}
