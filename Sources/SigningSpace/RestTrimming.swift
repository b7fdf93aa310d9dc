/// Finds where signing starts and ends.
enum RestTrimming {
    /// A hand is at rest below this, in shoulder widths under the shoulders: below the elbows of a signer who stands or
    /// sits straight, above the hips.
    static let restHeight: Float = 1.2

    /// The frames from the first to the last in which a hand is raised; `nil` where none is.
    ///
    /// - Parameter palms: for each role the palm's centre per frame, `nil` where neither hand nor arm was seen: an
    ///   arm that hangs out of the picture is at rest.
    static func activeRange(palms: [[SIMD3<Float>?]]) -> Range<Int>? {
        guard let frames = palms.first?.count else { return nil }
        let isRaised = (0..<frames).map { frame in
            palms.contains { $0[frame].map { $0.y < restHeight } ?? false }
        }
        guard let first = isRaised.firstIndex(of: true), let last = isRaised.lastIndex(of: true) else {
            return nil
        }
        return first..<last + 1
    }
}
