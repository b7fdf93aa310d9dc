import Alignment
import Foundation
import Landmarks
import Measured

/// The folder with the data of both sides of a comparison.
///
/// A set of sequences `NAME` is `NAME.f32`, little-endian `[frames][features]` of all sequences, and
/// `NAME.lengths`, the frames of each as Int32.
struct DataFolder {
    let path: String

    /// Writes all data of the engine's side; it is the same on every machine.
    func write() throws {
        let features = SyntheticFeatures()
        let library = features.library(of: 1_000)
        try write([features.take(of: 42, number: 11, frames: 90)], as: "attempt")
        try write([features.take(of: 42, number: 12, frames: 75)], as: "reference")
        try write(library, as: "library")
        try write((0..<300).map { features.take(of: $0 / 10, number: $0 % 10, frames: 75) }, as: "matrix")
        try write([features.stream(frames: 3_000)], as: "stream")
        let recording = SyntheticRecordings.attempt(face: true)
        try write(recording.values, as: "recording.f32")
        try write(recording.timestamps ?? [], as: "recording.times")
        try write(recording.poseFile(), as: "recording-exact.pose")
    }

    private func write(_ sequences: [FeatureSequence], as name: String) throws {
        try write(sequences.flatMap(\.values), as: name + ".f32")
        try write(sequences.map { Int32($0.frameCount) }, as: name + ".lengths")
    }

    private func write<Number>(_ numbers: [Number], as name: String) throws {
        try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path + "/" + name)) }
    }

    /// The sequences of the set `name`.
    func sequences(_ name: String) throws -> [FeatureSequence] {
        let values: [Float] = try numbers(name + ".f32")
        let lengths: [Int32] = try numbers(name + ".lengths")
        let layout = SyntheticFeatures().layout
        let dimension = layout.dimension
        var start = 0
        return lengths.map { length in
            let frames = Int(length)
            defer { start += frames * dimension }
            return FeatureSequence(
                layout: layout, frameCount: frames,
                values: Array(values[start..<start + frames * dimension]),
                seen: Array(repeating: true, count: frames))
        }
    }

    /// The only sequence of the set `name`.
    func sequence(_ name: String) throws -> FeatureSequence {
        guard let sequence = try sequences(name).first else { throw CocoaError(.fileReadCorruptFile) }
        return sequence
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    private func numbers<Number: BitwiseCopyable>(_ name: String) throws -> [Number] {
        try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)).withUnsafeBytes { bytes in
            (0..<bytes.count / MemoryLayout<Number>.stride).map {
                bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.stride, as: Number.self)
            }
        }
    }
}
