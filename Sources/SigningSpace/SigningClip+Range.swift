import Landmarks

extension SigningClip {
    /// Frames a second in signing space.
    public static var frameRate: Double { Timeline.frameRate }

    /// Some frames of the clip, at their times in the recording. ``coverage`` is that of these frames, after short gaps
    /// were filled. O(frames · landmarks).
    ///
    /// - Precondition: `range` lies inside the clip and is not empty.
    public func trimmed(to range: Range<Int>) -> SigningClip {
        func part(_ track: Track) -> Track { track.trimmed(to: range) }
        let hands = hands.map(part)
        var coverage: [Handedness: Double] = [:]
        for role in HandRole.allCases {
            let seen = hands[role.rawValue].seen.count(where: \.self)
            coverage[side(of: role)] = Double(seen) / Double(range.count)
        }
        return SigningClip(
            frameCount: range.count, startTime: time(ofFrame: range.lowerBound), dominantHand: dominantHand,
            dominantHandIsStated: dominantHandIsStated, hasBody: hasBody, isStill: false, coverage: coverage,
            sourceFrameCount: range.count, warnings: [], hands: hands, wrists: wrists.map(part),
            head: part(head), face: part(face))
    }
}
