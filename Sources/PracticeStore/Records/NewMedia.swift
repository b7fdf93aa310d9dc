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

extension NewMedia {
    /// Refuses a name that cannot be the last part of an object's path.
    func checkName() throws(StoreError) {
        guard (1...200).contains(name.unicodeScalars.count), !name.contains("/"),
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw .refused(
                table: "media_assets", column: "path",
                reason: "a recording's name has from 1 to 200 characters, no slash and no control character")
        }
    }
}
