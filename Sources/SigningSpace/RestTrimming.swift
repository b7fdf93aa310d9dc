/// Finds the start and end of signing. It cuts the hands' way up from rest and back, which all signs share
/// and each camera cuts at another point.
enum RestTrimming {
    /// The rest height of hanging hands, in shoulder widths under the shoulders, where the clip shows no
    /// other.
    static let hanging: Float = 1.6
    /// A hand below this height is at rest in every sign: below the elbows, above the hips.
    static let lowest: Float = 1.35
    /// Hands below this height at both ends of a clip rest there, folded or in the lap.
    static let folded: Float = 0.8
    /// Frames, 0.13 s, for which a resting hand is still.
    private static let stillFrames = 4
    /// The height above its rest at which a hand has left it.
    static let leaving: Float = 0.1

    /// The distance under its usual height at which a hand is on its way, in shoulder widths, in recordings
    /// without shoulders.
    private static let lowered: Float = 0.5

    /// The frames from the first to the last in which a hand is nearer to the height of the sign than to the
    /// rest height; `nil` where no hand is raised.
    ///
    /// The height of the sign is the median over the frames with a raised hand. It follows a sign made too
    /// low, and does not depend on the recorded part of the way up.
    ///
    /// - Parameter palms: for each role the palm's centre, missing where neither hand nor arm was seen.
    static func activeRange(palms: [Track]) -> Range<Int>? {
        guard let frames = palms.first?.frameCount else { return nil }
        let heights = (0..<frames).map { height(palms, frame: $0) }
        return foldedRest(heights).flatMap { activeRange(heights, rest: $0, raised: $0 - leaving) }
            ?? activeRange(heights, rest: hanging, raised: lowest)
    }

    /// The frames from the first to the last in which a hand is near its usual height, in a recording without
    /// shoulders: lower hands come from rest or return to it. `nil` where no hand is seen.
    static func activeRange(handsAlone palms: [Track]) -> Range<Int>? {
        guard let frames = palms.first?.frameCount else { return nil }
        let heights = (0..<frames).map { height(palms, frame: $0) }
        guard let usual = BodyFrame.median(heights.filter(\.isFinite)) else { return nil }
        guard let first = heights.firstIndex(where: { $0 < usual + lowered }),
            let last = heights.lastIndex(where: { $0 < usual + lowered })
        else { return nil }
        return first..<last + 1
    }

    /// The height of the higher hand, in shoulder widths under the shoulders. Infinity where none was seen:
    /// an arm that hangs outside the image is at rest.
    static func height(_ palms: [Track], frame: Int) -> Float {
        var height = Float.infinity
        for palm in palms where palm.seen[frame] { height = min(height, palm[frame, 0].y) }
        return height
    }

    /// The height of hands that rest inside the image: low, still, and equal before and after the sign. A
    /// sign may start or end low, but rarely does both, still and at one height.
    private static func foldedRest(_ heights: [Float]) -> Float? {
        guard heights.count >= 2 * stillFrames else { return nil }
        let ends = heights.prefix(stillFrames) + heights.suffix(stillFrames)
        guard let highest = ends.min(), let lowestEnd = ends.max(), highest > folded, lowestEnd < lowest,
            lowestEnd - highest < leaving
        else { return nil }
        return highest
    }

    private static func activeRange(_ heights: [Float], rest: Float, raised: Float) -> Range<Int>? {
        guard let usual = BodyFrame.median(heights.filter { $0 < raised }) else { return nil }
        let limit = min((usual + rest) / 2, raised)
        guard let first = heights.firstIndex(where: { $0 < limit }),
            let last = heights.lastIndex(where: { $0 < limit })
        else { return nil }
        return first..<last + 1
    }
}
