import ArgumentParser
import Signify

/// Facts of a recording from the command line; they override those of the file.
struct RecordingOptions: ParsableArguments {
    @Option(help: "The dominant hand, left or right; overrides the file.")
    var hand: Handedness?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether the image was mirrored (a selfie preview) when recorded; overrides the file.")
    var mirrored: Bool?

    @Option(help: "Frames per second; overrides the rate of the file, but not its timestamps.")
    var fps: Double?

    @Option(help: "The image's WIDTHxHEIGHT in pixels; overrides the file.")
    var size: PictureSize?

    func validate() throws {
        if let fps, !(fps > 0 && fps <= 1000) {
            throw ValidationError("--fps must be a number above 0, 1000 at most, such as 30.")
        }
    }

    /// Reads the recording at `path`; a failure names the path.
    func read(_ path: String) throws(AnalysisFailure) -> Recording {
        do {
            return try Recording(path: path, reader: reader)
        } catch {
            throw AnalysisFailure(error, at: Recording.place(of: path))
        }
    }

    var reader: LandmarkReader {
        LandmarkReader(
            overriding: SourceFacts(
                fps: fps, width: size?.width, height: size?.height, mirrored: mirrored, dominantHand: hand))
    }
}

extension Handedness: ExpressibleByArgument {}
