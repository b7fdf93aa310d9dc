import Landmarks

extension SigningClip {
    /// Takes a recording into signing space.
    ///
    /// What the recording states of mirroring and the dominant hand is believed. O(frames · landmarks).
    ///
    /// - Parameter trimsRest: whether rest before and after is left out; a recording of several signs keeps it.
    /// - Throws: ``SigningSpaceError``.
    public init(_ clip: LandmarkClip, trimsRest: Bool = true) throws(SigningSpaceError) {
        let timeline = try Timeline(clip)
        let shares = (left: clip.coverage(of: .leftHand), right: clip.coverage(of: .rightHand))
        guard shares.left + shares.right > 0 else {
            let passedOver = clip.warnings.filter { [.keysPassedOver, .notNumbers].contains($0.code) }
                .map(\.text).joined(separator: " ")
            throw .noHands(frames: clip.frameCount, passedOver: passedOver.isEmpty ? nil : passedOver)
        }
        let frame = BodyFrame.fitted(to: clip, mirrored: clip.facts.mirrored ?? false)
        let signer = SignerTracks(clip, timeline: timeline, frame: frame)

        let stated = clip.facts.dominantHand
        let dominant = stated ?? DominantHand.detect(left: signer.leftHand, right: signer.rightHand)
        // The clip is laid out as for a right-handed signer from here on.
        let laidOut = dominant == .right ? signer : signer.reflected()

        let hands = [laidOut.rightHand, laidOut.leftHand]
        let palms = [
            laidOut.rightHand.palms(or: laidOut.rightWrist), laidOut.leftHand.palms(or: laidOut.leftWrist),
        ]
        // Without shoulders there is no height to call rest.
        let active =
            trimsRest && frame.hasBody ? RestTrimming.activeRange(palms: palms) : 0..<timeline.frameCount
        let range = active.flatMap { $0.count >= Self.minimumFrames ? $0 : nil } ?? 0..<timeline.frameCount

        frameCount = range.count
        startTime = timeline.time(range.lowerBound)
        dominantHand = dominant
        dominantHandIsStated = stated != nil
        hasBody = frame.hasBody
        isStill = active == nil
        coverage =
            frame.swapsSides
            ? [.left: shares.right, .right: shares.left] : [.left: shares.left, .right: shares.right]
        sourceFrameCount = clip.frameCount
        self.hands = hands.map { $0.trimmed(to: range) }
        self.palms = palms.map { $0.trimmed(to: range) }
        head = laidOut.head.trimmed(to: range)
        face = laidOut.face.trimmed(to: range)

        var warnings = clip.warnings
        if !frame.hasBody {
            warnings.append(
                RecordingWarning(
                    .bodyUnseen,
                    "The shoulders were not seen, so the place of the hands on the body was not judged."))
        }
        if active == nil {
            warnings.append(RecordingWarning(.atRest, "The hands never left their rest."))
        }
        if clip.facts.fps == nil, clip.timestamps == nil {
            warnings.append(
                RecordingWarning(
                    .rateAssumed,
                    "The frame rate is not stated; \(Int(LandmarkClip.assumedFPS)) a second is assumed."))
        }
        if clip.facts.width == nil || clip.facts.height == nil {
            let (width, height) = LandmarkClip.assumedSize
            warnings.append(
                RecordingWarning(
                    .sizeAssumed, "The picture's size is not stated; \(width) × \(height) is assumed."))
        }
        self.warnings = warnings
    }
}

extension Track {
    /// The palm's centre of a hand's track, or, where the hand is missing, the arm's end: one point. O(frames).
    fileprivate func palms(or arm: Track) -> Track {
        var palms = arm
        for frame in seen.indices where seen[frame] {
            palms.points[frame] = HandLandmark.palmCentre(points.span, at: frame * pointCount)
            palms.seen[frame] = true
        }
        return palms
    }
}
