import ArgumentParser
import Landmarks

/// What the caller knows of a recording and the file may not say.
struct RecordingOptions: ParsableArguments {
    @Option(help: "The hand you sign one-handed signs with: left or right; wins over the file.")
    var hand: Handedness?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether the picture was mirrored (a selfie preview) when recorded; wins over the file.")
    var mirrored: Bool?

    @Option(help: "Frames a second, where the file does not say.")
    var fps: Double?

    @Option(help: "Size of the picture as WIDTHxHEIGHT in pixels, where the file does not say.")
    var size: PictureSize?

    func validate() throws {
        if let fps, !(fps > 0 && fps <= 1000) {
            throw ValidationError("--fps is a number above 0, 1000 at most, as 30.")
        }
    }

    /// A reader that knows it too.
    var reader: LandmarkReader {
        LandmarkReader(
            assuming: SourceFacts(fps: fps, width: size?.width, height: size?.height),
            overriding: SourceFacts(mirrored: mirrored, dominantHand: hand))
    }
}

extension Handedness: ExpressibleByArgument {}
