/// The parts of a clip and their positions inside a frame.
///
/// All frames of a clip have the same layout; a part missing from a frame is marked absent there.
public struct LandmarkLayout: Hashable, Sendable {
    /// The parts in canonical order.
    public let parts: [LandmarkPart]
    /// Landmarks in one frame, over all parts.
    public let landmarkCount: Int
    /// Landmarks of the face: 0, 468 or 478.
    public let faceCount: Int

    /// A layout of the given parts, in canonical order and without repetitions.
    ///
    /// - Parameter faceCount: 468 or 478 landmarks for the face; any other number is taken as 468.
    public init(parts: some Sequence<LandmarkPart>, faceCount: Int = 468) {
        let held = Set(parts)
        self.parts = LandmarkPart.allCases.filter(held.contains)
        self.faceCount = held.contains(.face) ? (faceCount == 478 ? 478 : 468) : 0
        var total = 0
        for part in self.parts {
            total += part == .face ? self.faceCount : part.landmarkCounts[0]
        }
        landmarkCount = total
    }

    /// The landmarks of `part` in a frame; 0 where the layout lacks it.
    public func count(of part: LandmarkPart) -> Int {
        guard parts.contains(part) else { return 0 }
        return part == .face ? faceCount : part.landmarkCounts[0]
    }

    /// The landmarks of `part` among those of a frame; `nil` where the layout lacks it.
    public func range(of part: LandmarkPart) -> Range<Int>? {
        var start = 0
        for held in parts {
            let count = count(of: held)
            if held == part { return start..<start + count }
            start += count
        }
        return nil
    }
}
