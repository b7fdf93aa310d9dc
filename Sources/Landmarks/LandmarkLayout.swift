/// Which parts a clip holds and where each stands inside a frame.
///
/// A layout is the same for every frame of a clip; a part that a frame lacks is marked absent there.
public struct LandmarkLayout: Hashable, Sendable {
    /// The parts held, in canonical order.
    public let parts: [LandmarkPart]
    /// Landmarks in one frame, over all parts.
    public let landmarkCount: Int
    /// Landmarks of the face: 0, 468 or 478.
    public let faceCount: Int

    /// A layout of the given parts. Order and repetition do not matter.
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

    /// How many landmarks `part` has in a frame; 0 where the layout lacks it.
    public func count(of part: LandmarkPart) -> Int {
        guard parts.contains(part) else { return 0 }
        return part == .face ? faceCount : part.landmarkCounts[0]
    }

    /// Where `part` stands among the landmarks of a frame; `nil` where the layout lacks it.
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
