import Foundation

/// The recording of an attempt.
public struct NewMedia: Sendable, Hashable {
    /// The file's name, without a folder; 1 to 200 characters.
    public var name: String
    /// The landmarks as `.pose` bytes; not empty.
    public var landmarks: Data
    /// Seconds, finite and not negative, where they are known.
    public var durationSeconds: Double?

    /// A recording of the given parts.
    public init(name: String, landmarks: Data, durationSeconds: Double? = nil) {
        self.name = name
        self.landmarks = landmarks
        self.durationSeconds = durationSeconds
    }
}
