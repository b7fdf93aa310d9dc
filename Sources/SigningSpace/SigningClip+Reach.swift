extension SigningClip {
    /// How far apart, in shoulder widths, the places are between which a palm moves; `nil` where it is seen in less than
    /// half of the frames. The path's length would grow with a slow signer's tremor. O(frames · log frames).
    public func reach(of role: HandRole) -> Float? {
        let palm = palms[role.rawValue]
        let frames = palm.seen.indices.filter { palm.seen[$0] }
        guard frames.count * 2 >= frameCount, !frames.isEmpty else { return nil }
        let across = Self.spread(frames.map { palm[$0, 0].x })
        let along = Self.spread(frames.map { palm[$0, 0].y })
        return (across * across + along * along).squareRoot()
    }

    /// What values range over without the outermost twentieth on either side, where a detector errs.
    private static func spread(_ values: [Float]) -> Float {
        let sorted = values.sorted()
        return sorted[(sorted.count - 1) * 19 / 20] - sorted[sorted.count / 20]
    }
}
