@testable import Landmarks

// A span cannot escape into the `#expect` macro's closure, so the tests pass arrays.

extension PoseReader {
    static func read(_ bytes: [UInt8]) throws(LandmarkError) -> LandmarkClip { try read(bytes.span.bytes) }
    static func recognises(_ bytes: [UInt8]) -> Bool { recognises(bytes.span.bytes) }
}

extension NumpyReader {
    static func read(_ bytes: [UInt8]) throws(LandmarkError) -> LandmarkClip { try read(bytes.span.bytes) }
    static func recognises(_ bytes: [UInt8]) -> Bool { recognises(bytes.span.bytes) }
}
