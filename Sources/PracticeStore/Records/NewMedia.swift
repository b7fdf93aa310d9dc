import Foundation

/// The recording of an attempt.
public struct NewMedia: Sendable, Hashable {
    /// The file's name, without a folder; 1 to 200 characters.
    public var name: String
    /// The landmarks as `.pose` bytes; not empty.
    public var landmarks: Data
    /// Finite and not negative; `nil` where it is not known.
    public var durationSeconds: Double?

    public init(name: String, landmarks: Data, durationSeconds: Double? = nil) {
        self.name = name
        self.landmarks = landmarks
        self.durationSeconds = durationSeconds
    }
}
