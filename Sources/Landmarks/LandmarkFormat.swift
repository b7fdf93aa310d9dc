/// The recording formats that a ``LandmarkReader`` reads, recognised from the content and not the name.
public enum LandmarkFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON document: an attempt object, an array of frames, or one frame.
    case json
    /// One JSON frame per line.
    case ndjson
    /// The binary format of the pose-format library, versions 0.0, 0.1 and 0.2.
    case pose
    /// A NumPy array of frames.
    case npy
    /// A table of landmarks, in the columns of Kaggle's sign-language contests.
    case csv
}
