import Foundation
import Landmarks

/// A recording of a sign, as a reference to compare attempts with.
public struct ReferenceTake: Sendable, Hashable {
    /// A pseudonym; 1 to 200 characters.
    public var signer: String
    /// A file's name without its folder; 1 to 200 characters.
    public var source: String
    /// The landmarks as `.pose` bytes; not empty. The store does not look inside.
    public var landmarks: Data
    /// At least 1.
    public var frameCount: Int
    /// Seconds; finite and not negative.
    public var durationSeconds: Double
    /// Of the signer; `nil` where it is not known.
    public var dominantHand: Handedness?
    /// Whether the image was mirrored; `nil` where it is not known.
    public var mirrored: Bool?

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

    /// The name of the take by its bytes, in every store: see ``ContentHash``. Linear in the bytes.
    public var contentHash: String { ContentHash(landmarks.bytes).text }
}

extension ReferenceTake {
    init(_ row: some StoredRow) throws(StoreError) {
        self.init(
            signer: try row.text("signer"), source: try row.text("source"),
            landmarks: try row.bytes("landmarks"), frameCount: try row.integer("frame_count"),
            durationSeconds: try row.double("duration_seconds"),
            dominantHand: try row.optionalValue("dominant_hand"), mirrored: try row.optionalBool("mirrored"))
    }
}
