/// The encodings of a recording that a ``LandmarkReader`` knows, recognised from the content and not the name.
public enum LandmarkFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON document: an attempt object, an array of frames, or one frame.
    case json
    /// One JSON frame a line.
    case ndjson
    /// The field's binary format, versions 0.0, 0.1 and 0.2.
    case pose
    /// A NumPy array of frames.
    case npy
    /// A table of landmarks, in the columns of Kaggle's sign-language contests.
    case csv
}
