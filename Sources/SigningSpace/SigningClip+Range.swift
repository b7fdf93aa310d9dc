import Landmarks

extension SigningClip {
    /// Frames per second in signing space.
    public static var frameRate: Double { Timeline.frameRate }

    /// Some frames of the clip, at their times in the recording. O(frames · landmarks).
    ///
    /// - Parameter isPart: whether the clip holds more than these frames, as a sentence does around a sign.
    ///   If true, ``coverage`` is that of these frames, after short gaps were filled, and warnings stay with
    ///   the whole clip. If false, the cut frames are rest, and the recording's own facts are kept.
    /// - Precondition: `range` lies inside the clip and is not empty.
    public func trimmed(to range: Range<Int>, isPart: Bool = true) -> SigningClip {
        func part(_ track: Track) -> Track { track.trimmed(to: range) }
        let hands = hands.map(part)
        var coverage: [Handedness: Double] = [:]
        for role in HandRole.allCases {
            let seen = hands[role.rawValue].seen.count(where: \.self)
            coverage[side(of: role)] = Double(seen) / Double(range.count)
        }
        return SigningClip(
            frameCount: range.count, startTime: startTime + Double(range.lowerBound) / Timeline.frameRate,
            holds: holds, dominantHand: dominantHand,
            dominantHandIsStated: dominantHandIsStated, hasBody: hasBody, isTimed: isTimed,
            isSized: isSized, isStill: false,
            coverage: isPart ? coverage : self.coverage,
            sourceFrameCount: isPart ? range.count : sourceFrameCount,
            warnings: isPart ? [] : warnings, hands: hands, palms: palms.map(part),
            head: part(head), face: part(face), arms: part(arms))
    }
}
