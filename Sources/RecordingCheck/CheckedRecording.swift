import Landmarks

/// A recording after its checks: hands on their arms, image upright, undetected parts missing, times possible
/// for a camera.
///
/// Many recordings of a correct sign contain an error of recording. Statements in a file are evidence, not
/// truth: the parts of an image must fit each other. A repairable error is repaired and noted; any other
/// error refuses the recording in one line.
///
/// ```swift
/// let checked = try CheckedRecording(LandmarkReader().read(path: "attempt.json"))
/// for warning in checked.clip.warnings { print(warning.text) }
/// ```
///
/// A recording without an error is unchanged bit for bit; a second check changes nothing.
public struct CheckedRecording: Sendable {
    /// The repaired recording. Its warnings are the reader's and those of the checks.
    public let clip: LandmarkClip
    /// Whether the recording states times, or a frame rate, that a camera can have.
    public let isTimed: Bool
    /// Whether the image size was stated.
    public let isSized: Bool

    /// Checks a recording: one pass over its frames gathers the evidence, and each repair takes one more.
    /// O(frames · landmarks).
    ///
    /// - Throws: ``RecordingFault`` where the recording cannot be judged.
    public init(_ recording: LandmarkClip) throws(RecordingFault) {
        var draft = RecordingDraft(recording)
        UnseenParts.takeOut(of: &draft)
        Clock.check(&draft)
        isSized = try Picture.size(&draft)
        Picture.setUpright(&draft)
        if !isSized { Picture.assumeShape(&draft) }
        try HandOwners.settle(&draft)
        clip = draft.clip
        isTimed = clip.timestamps != nil || clip.facts.fps != nil
    }

    /// A recording without new checks, such as some frames of a checked one.
    init(asItIs clip: LandmarkClip, isTimed: Bool, isSized: Bool) {
        self.clip = clip
        (self.isTimed, self.isSized) = (isTimed, isSized)
    }
}
