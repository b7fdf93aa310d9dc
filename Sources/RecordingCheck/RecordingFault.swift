/// The reason for which nothing in a recording can be judged, with its remedy, in one line.
public enum RecordingFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Coordinates are in pixels of a picture whose size nobody states.
    case pixelsOfUnknownSize
    /// The hands are so many shoulder widths from the pose's wrists, and would fit them if x were turned round.
    case handsMirrored(distance: Float)
    /// The hands are so many shoulder widths from the pose's wrists.
    case handsApart(distance: Float)

    /// One line: the fault and its remedy.
    public var description: String {
        switch self {
        case .pixelsOfUnknownSize:
            "the coordinates are in pixels, and the picture's size is not stated; "
                + "state its width and height, or divide x by the width and y by the height"
        case .handsMirrored(let distance):
            "the hands lie \(Self.words(distance)) shoulder widths from the pose's wrists, and at them in a mirror: "
                + "hands and pose are not of one picture; detect both in the same picture, mirrored or not"
        case .handsApart(let distance):
            "the hands lie \(Self.words(distance)) shoulder widths from the pose's wrists: hands and pose are not of one "
                + "picture; write both from the same picture, in fractions of its width and height, each under its own name"
        }
    }

    private static func words(_ distance: Float) -> String {
        distance < 100 ? "\((distance * 10).rounded() / 10)" : "over 100"
    }
}
