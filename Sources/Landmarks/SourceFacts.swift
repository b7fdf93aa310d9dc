/// The facts of the camera and the signer, from the recording or its caller. `nil` is "not stated".
public struct SourceFacts: Sendable, Hashable {
    /// Frames per second.
    public var fps: Double?
    /// Width of the image in pixels.
    public var width: Int?
    /// Height of the image in pixels.
    public var height: Int?
    /// Whether the image was mirrored (a selfie preview) before the landmarks were detected. Then the part
    /// named left is the signer's right.
    public var mirrored: Bool?
    /// The hand with which the signer makes one-handed signs.
    public var dominantHand: Handedness?

    public init(
        fps: Double? = nil, width: Int? = nil, height: Int? = nil, mirrored: Bool? = nil,
        dominantHand: Handedness? = nil
    ) {
        self.fps = fps
        self.width = width
        self.height = height
        self.mirrored = mirrored
        self.dominantHand = dominantHand
    }

    public var hasSize: Bool { width != nil && height != nil }

    /// Width over height of the image, or of ``LandmarkClip/assumedSize`` where not stated.
    public var aspectRatio: Double {
        guard let width, let height, width > 0, height > 0 else {
            return Double(LandmarkClip.assumedSize.width) / Double(LandmarkClip.assumedSize.height)
        }
        return Double(width) / Double(height)
    }

    /// These facts, with unstated ones from `fallback`.
    public func filled(from fallback: SourceFacts) -> SourceFacts {
        return SourceFacts(
            fps: fps ?? fallback.fps,
            width: hasSize ? width : fallback.width ?? width,
            height: hasSize ? height : fallback.height ?? height,
            mirrored: mirrored ?? fallback.mirrored,
            dominantHand: dominantHand ?? fallback.dominantHand)
    }
}
