/// Finds where signing starts and ends: without the hands' way up from rest and back, which every sign shares and
/// every camera cuts off elsewhere.
enum RestTrimming {
    /// Where hands hang, in shoulder widths under the shoulders, if the clip does not show them resting elsewhere.
    static let hanging: Float = 1.6
    /// A hand lower than this is at rest, whatever the sign: below the elbows, above the hips.
    static let lowest: Float = 1.35
    /// Hands that start or end a clip lower than this rest there, folded or in the lap.
    static let folded: Float = 0.8
    /// Frames, 0.13 s, for which a hand at rest holds still.
    private static let stillFrames = 4
    /// How far above its rest a hand must come to have left it.
    static let leaving: Float = 0.1

    /// How far under its usual height a hand is on its way, in shoulder widths, where the recording has no shoulders.
    private static let lowered: Float = 0.5

    /// The frames from the first to the last in which a hand is nearer to the height of the sign than to where the hands
    /// rest; `nil` where none is raised.
    ///
    /// The height of the sign is the median over the frames in which a hand is raised, so that it follows a sign made
    /// too low and does not depend on how much of the way up the picture shows.
    ///
    /// - Parameter palms: for each role the palm's centre, missing where neither hand nor arm was seen.
    static func activeRange(palms: [Track]) -> Range<Int>? {
        guard let frames = palms.first?.frameCount else { return nil }
        let heights = (0..<frames).map { height(palms, frame: $0) }
        return foldedRest(heights).flatMap { activeRange(heights, rest: $0, raised: $0 - leaving) }
            ?? activeRange(heights, rest: hanging, raised: lowest)
    }

    /// The frames from the first to the last in which a hand is about as high as in most, of a recording without shoulders: hands that
    /// are lower come up from rest or go there. `nil` where no hand is seen.
    static func activeRange(handsAlone palms: [Track]) -> Range<Int>? {
        guard let frames = palms.first?.frameCount else { return nil }
        let heights = (0..<frames).map { height(palms, frame: $0) }
        guard let usual = BodyFrame.median(heights.filter(\.isFinite)) else { return nil }
        guard let first = heights.firstIndex(where: { $0 < usual + lowered }),
            let last = heights.lastIndex(where: { $0 < usual + lowered })
        else { return nil }
        return first..<last + 1
    }

    /// How low the higher hand is, in shoulder widths under the shoulders; infinitely where none was seen: an arm that
    /// hangs out of the picture is at rest.
    static func height(_ palms: [Track], frame: Int) -> Float {
        var height = Float.infinity
        for palm in palms where palm.seen[frame] { height = min(height, palm[frame, 0].y) }
        return height
    }

    /// The height at which the hands rest in sight: low, held still, and the same before and after. A sign may start or
    /// end low, but hardly both, still, and at one height.
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
