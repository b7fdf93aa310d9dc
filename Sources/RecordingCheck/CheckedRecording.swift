import Landmarks

/// A recording of which the evidence was checked: hands on their arms, picture upright, unseen parts missing, times that a camera
/// can have.
///
/// Half of what people record is wrong as a recording and right as a sign. What a file says is evidence, not truth: the parts of a
/// picture must fit each other. What can be put right is, and noted; what cannot is refused in one line.
///
/// ```swift
/// let checked = try CheckedRecording(LandmarkReader().read(path: "attempt.json"))
/// for warning in checked.clip.warnings { print(warning.text) }
/// ```
///
/// A recording with which nothing is wrong comes out bit for bit as it went in, and one that was checked stays as it is.
public struct CheckedRecording: Sendable {
    /// The recording as it is judged. Its warnings are the reader's and those of the checks.
    public let clip: LandmarkClip
    /// Whether frames have times, or a rate, that somebody stated and a camera can have.
    public let isTimed: Bool
    /// Whether the picture's size was stated.
    public let isSized: Bool

    /// Checks a recording: one pass over its frames gathers the evidence, and each repair is one more. O(frames · landmarks).
    ///
    /// - Throws: ``RecordingFault`` where nothing in it can be judged.
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

    /// A recording that is taken as it is, such as some frames of one that was checked.
    init(asItIs clip: LandmarkClip, isTimed: Bool, isSized: Bool) {
        self.clip = clip
        (self.isTimed, self.isSized) = (isTimed, isSized)
    }
}
