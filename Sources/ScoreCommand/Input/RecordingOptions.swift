import ArgumentParser
import Signify

/// Facts of a recording that the caller states; they win over the file.
struct RecordingOptions: ParsableArguments {
    @Option(help: "The dominant hand, left or right; wins over the file.")
    var hand: Handedness?

    @Flag(
        inversion: .prefixedNo,
        help: "Whether the picture was mirrored (a selfie preview) when recorded; wins over the file.")
    var mirrored: Bool?

    @Option(help: "Frames a second; wins over the rate in the file, but not over times of frames.")
    var fps: Double?

    @Option(help: "The picture's WIDTHxHEIGHT in pixels; wins over the file.")
    var size: PictureSize?

    func validate() throws {
        if let fps, !(fps > 0 && fps <= 1000) {
            throw ValidationError("--fps is a number above 0, 1000 at most, as 30.")
        }
    }

    /// Reads the recording at `path`; a failure names it.
    func read(_ path: String) throws(AnalysisFailure) -> Recording {
        do {
            return try Recording(path: path, reader: reader)
        } catch {
            throw AnalysisFailure(error, at: Recording.place(of: path))
        }
    }

    /// A reader with these facts.
    var reader: LandmarkReader {
        LandmarkReader(
            overriding: SourceFacts(
                fps: fps, width: size?.width, height: size?.height, mirrored: mirrored, dominantHand: hand))
    }
}

extension Handedness: ExpressibleByArgument {}
