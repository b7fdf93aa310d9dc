// Stands in for the .pose and .npy readers until they are merged.
enum PoseReader {
    static func recognises(_ bytes: RawSpan) -> Bool { false }
    static func read(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip {
        throw LandmarkError(".pose is not read yet", remedy: "use JSON")
    }
}

enum NumpyReader {
    static func recognises(_ bytes: RawSpan) -> Bool {
        bytes.byteCount >= 6
            && [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59].enumerated().allSatisfy {
                bytes.unsafeLoad(fromByteOffset: $0.offset, as: UInt8.self) == $0.element
            }
    }
    static func read(_ bytes: RawSpan) throws(LandmarkError) -> LandmarkClip {
        throw LandmarkError(".npy is not read yet", remedy: "use JSON")
    }
    static func read(frameFilesIn directory: String) throws(LandmarkError) -> LandmarkClip {
        throw LandmarkError(".npy is not read yet", remedy: "use JSON")
    }
}
