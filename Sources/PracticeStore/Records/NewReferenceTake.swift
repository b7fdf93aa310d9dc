import Foundation
import Landmarks

/// A recording of a sign, to be enrolled as a reference.
public struct NewReferenceTake: Sendable, Hashable {
    /// Who signs in it, as a pseudonym; 1 to 200 characters.
    public var signer: String
    /// The name of the file it came from, without its folder; 1 to 200 characters.
    public var source: String
    /// The landmarks as `.pose` bytes; not empty. The store does not look inside.
    public var landmarks: Data
    /// What names the take by its bytes, wherever it is stored: see ``ContentHash``. Linear in the bytes.
    public var contentHash: String { ContentHash(landmarks).text }
    /// Frames in it; at least 1.
    public var frameCount: Int
    /// Seconds; finite and not negative.
    public var durationSeconds: Double
    /// The signer's dominant hand, where it is known.
    public var dominantHand: Handedness?
    /// Whether the image was mirrored, where it is known.
    public var mirrored: Bool?

    /// A take of the given parts.
    public init(
        signer: String, source: String, landmarks: Data, frameCount: Int, durationSeconds: Double,
        dominantHand: Handedness? = nil, mirrored: Bool? = nil
    ) {
        self.signer = signer
        self.source = source
        self.landmarks = landmarks
        self.frameCount = frameCount
        self.durationSeconds = durationSeconds
        self.dominantHand = dominantHand
        self.mirrored = mirrored
    }
}
