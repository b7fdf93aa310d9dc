import Landmarks
import RecordingCheck

extension SigningClip {
    /// Checks a recording and transforms it to signing space. O(frames · landmarks).
    ///
    /// - Parameter trimsRest: whether rest before and after is cut; keep it in a recording of several signs.
    /// - Throws: ``SigningSpaceError``.
    public init(_ recording: LandmarkClip, trimsRest: Bool = true) throws(SigningSpaceError) {
        let checked: CheckedRecording
        do throws(RecordingFault) { checked = try CheckedRecording(recording) } catch { throw .unfit(error) }
        try self.init(checked, trimsRest: trimsRest)
    }

    /// Transforms a checked recording to signing space. O(frames · landmarks).
    ///
    /// The stated mirroring and dominant hand are used without a check.
    ///
    /// - Parameter trimsRest: whether rest before and after is cut; keep it in a recording of several signs.
    /// - Throws: ``SigningSpaceError``.
    public init(_ checked: CheckedRecording, trimsRest: Bool = true) throws(SigningSpaceError) {
        let (signed, held) = trimsRest ? checked.withoutHolds() : (checked, [])
        let clip = signed.clip
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
        let dominant =
            stated
            ?? DominantHand.detect(signer, in: clip)
        // From here on the layout is that of a right-handed signer.
        let laidOut = dominant == .right ? signer : signer.reflected()

        let hands = [laidOut.rightHand, laidOut.leftHand]
        let palms = [laidOut.rightPalms, laidOut.leftPalms]
        let whole = 0..<timeline.frameCount
        let active: Range<Int>? =
            switch (trimsRest, frame.hasBody) {
            case (false, _): whole
            case (true, true): RestTrimming.activeRange(palms: palms)
            case (true, false): RestTrimming.activeRange(handsAlone: palms) ?? whole
            }
        let range = active.flatMap { $0.count >= Self.minimumFrames ? $0 : nil } ?? whole

        frameCount = range.count
        startTime = timeline.time(range.lowerBound)
        holds = held
        dominantHand = dominant
        dominantHandIsStated = stated != nil
        hasBody = frame.hasBody
        isTimed = checked.isTimed
        isSized = checked.isSized
        isStill = active == nil
        coverage =
            frame.isMirrored
            ? [.left: shares.right, .right: shares.left] : [.left: shares.left, .right: shares.right]
        sourceFrameCount = checked.clip.frameCount
        self.hands = hands.map { $0.trimmed(to: range) }
        self.palms = palms.map { $0.trimmed(to: range) }
        head = laidOut.head.trimmed(to: range)
        face = laidOut.face.trimmed(to: range)
        arms = laidOut.arms.trimmed(to: range)

        var warnings = clip.warnings
        if !frame.hasBody {
            warnings.append(RecordingWarning(.bodyUnseen))
        }
        // A hold before or after the sign needs no warning.
        let (start, end) = (timeline.time(range.lowerBound), timeline.time(range.upperBound - 1))
        if let longest = held.filter({ start < $0.time && $0.time <= end }).map(\.seconds).max() {
            warnings.append(RecordingWarning(.held, ["seconds": .number(longest.rounded())]))
        }
        if active == nil {
            warnings.append(RecordingWarning(.atRest))
        }
        self.warnings = warnings
    }
}
