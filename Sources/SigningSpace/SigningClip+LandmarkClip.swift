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
        guard clip.coverage(of: .leftHand) + clip.coverage(of: .rightHand) > 0 else {
            throw .noHands(frames: clip.frameCount)
        }
        let frame = BodyFrame.fitted(to: clip, mirrored: clip.facts.mirrored ?? false)
        let signer = SignerTracks(clip, timeline: timeline, frame: frame)

        let stated = clip.facts.dominantHand
        let dominant = stated ?? DominantHand.detect(left: signer.leftHand, right: signer.rightHand)
        // The clip is laid out as for a right-handed signer from here on.
        let laidOut = dominant == .right ? signer : signer.reflected()

        let hands = [laidOut.rightHand, laidOut.leftHand]
        let wrists = [laidOut.rightWrist, laidOut.leftWrist]
        let palms = zip(hands, wrists).map { hand, wrist in
            (0..<timeline.frameCount).map { Self.palmCentre(hand: hand, wrist: wrist, frame: $0) }
        }
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
        let (left, right): (LandmarkPart, LandmarkPart) =
            frame.swapsSides ? (.rightHand, .leftHand) : (.leftHand, .rightHand)
        coverage = [.left: clip.coverage(of: left), .right: clip.coverage(of: right)]
        sourceFrameCount = clip.frameCount
        self.hands = hands.map { $0.trimmed(to: range) }
        self.wrists = wrists.map { $0.trimmed(to: range) }
        head = laidOut.head.trimmed(to: range)
        face = laidOut.face.trimmed(to: range)

        var warnings = clip.warnings
        if !frame.hasBody {
            warnings.append(
                "The shoulders were not seen, so the place of the hands on the body was not judged.")
        }
        if active == nil {
            warnings.append("The hands never left their rest.")
        }
        if clip.facts.fps == nil, clip.timestamps == nil {
            warnings.append(
                "The frame rate is not stated; \(Int(LandmarkClip.assumedFPS)) a second is assumed.")
        }
        if clip.facts.width == nil || clip.facts.height == nil {
            let (width, height) = LandmarkClip.assumedSize
            warnings.append("The picture's size is not stated; \(width) × \(height) is assumed.")
        }
        self.warnings = warnings
    }
}
