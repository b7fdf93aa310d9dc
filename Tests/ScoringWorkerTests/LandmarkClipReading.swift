import Foundation
import Landmarks

/// Landmarks of a test's bytes.
enum LandmarkClipReading {
    static func clip(_ bytes: Data) throws -> LandmarkClip {
        try LandmarkReader().read(InputBytes(Array(bytes)))
    }
}
