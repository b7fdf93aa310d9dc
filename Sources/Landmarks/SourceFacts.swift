/// What a recording says, or its caller knows, of the camera and the signer. `nil` is "not stated".
public struct SourceFacts: Sendable, Hashable {
    /// Frames a second.
    public var fps: Double?
    /// Width of the image in pixels.
    public var width: Int?
    /// Height of the image in pixels.
    public var height: Int?
    /// Whether the image was mirrored (a selfie preview) before the landmarks were detected: then the part called
    /// left is the signer's right.
    public var mirrored: Bool?
    /// The hand the signer signs one-handed signs with.
    public var dominantHand: Handedness?

    /// Facts, each unstated unless given.
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

    /// These facts with every unstated one taken from `fallback`.
    public func filled(from fallback: SourceFacts) -> SourceFacts {
        let sizeStated = width != nil && height != nil
        return SourceFacts(
            fps: fps ?? fallback.fps,
            width: sizeStated ? width : fallback.width ?? width,
            height: sizeStated ? height : fallback.height ?? height,
            mirrored: mirrored ?? fallback.mirrored,
            dominantHand: dominantHand ?? fallback.dominantHand)
    }
}
