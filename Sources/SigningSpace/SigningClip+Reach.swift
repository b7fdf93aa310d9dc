extension SigningClip {
    /// How far apart, in shoulder widths, the places are between which a palm moves; `nil` where it is seen in less than
    /// half of the frames. The path's length would grow with a slow signer's tremor. O(frames · log frames).
    public func reach(of role: HandRole) -> Float? {
        let palms = (0..<frameCount).compactMap { palmCentre(role, frame: $0) }
        guard palms.count * 2 >= frameCount, !palms.isEmpty else { return nil }
        let (across, along) = (Self.spread(palms.map(\.x)), Self.spread(palms.map(\.y)))
        return (across * across + along * along).squareRoot()
    }

    /// What values range over without the outermost twentieth on either side, where a detector errs.
    private static func spread(_ values: [Float]) -> Float {
        let sorted = values.sorted()
        return sorted[(sorted.count - 1) * 19 / 20] - sorted[sorted.count / 20]
    }
}
