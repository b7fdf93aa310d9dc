/// Finds where signing starts and ends: without the hands' way up from rest and back, which every sign shares and
/// every camera cuts off elsewhere.
enum RestTrimming {
    /// Where hands hang, in shoulder widths under the shoulders.
    static let hanging: Float = 1.6
    /// A hand lower than this is at rest, whatever the sign: below the elbows, above the hips.
    static let lowest: Float = 1.35

    /// The frames from the first to the last in which a hand is nearer to the height of the sign than to where hands
    /// hang; `nil` where none is raised.
    ///
    /// The height of the sign is the median over the frames in which a hand is raised, so that it follows a sign made
    /// too low and does not depend on how much of the way up the picture shows.
    ///
    /// - Parameter palms: for each role the palm's centre per frame, `nil` where neither hand nor arm was seen: an
    ///   arm that hangs out of the picture is at rest.
    static func activeRange(palms: [[SIMD3<Float>?]]) -> Range<Int>? {
        guard let frames = palms.first?.count else { return nil }
        let heights = (0..<frames).map { frame in palms.compactMap { $0[frame]?.y }.min() ?? .infinity }
        guard let usual = BodyFrame.median(heights.filter { $0 < lowest }) else { return nil }
        let limit = min((usual + hanging) / 2, lowest)
        guard let first = heights.firstIndex(where: { $0 < limit }),
            let last = heights.lastIndex(where: { $0 < limit })
        else { return nil }
        return first..<last + 1
    }
}
