import Foundation
import Landmarks
import SyntheticSigner

/// A folder of takes for one test, in the layout of the evaluation.
final class TakeSamples: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "signify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let place = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
        return place.path
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
    }

    /// Writes a take of a sign to `<signer>/<SIGN>/<number>.json`.
    func write(
        _ gloss: String, by signer: SignerProfile, _ number: Int, seed: UInt64? = nil, fault: Fault? = nil,
        under folder: String = ""
    ) throws {
        let script = SignScript.named(gloss) ?? SignScript.library[0]
        let clip = SyntheticSigner(profile: signer, seed: seed ?? UInt64(100 + number))
            .take(of: script, fault: fault).clip
        try write(clip.canonicalJSON(), to: "\(folder)\(signer.name)/\(gloss)/0\(number).json")
    }

    /// A folder of three signers' takes: two references and one attempt of each sign.
    static func threeSigners(_ glosses: [String]) throws -> TakeSamples {
        let samples = try TakeSamples()
        for (place, signer) in [SignerProfile.ada, .bruno, .chiara].enumerated() {
            for gloss in glosses {
                for number in [0, 1, 4] {
                    try samples.write(gloss, by: signer, number, seed: UInt64(10 * place + number))
                }
            }
        }
        return samples
    }
}

extension LandmarkClip {
    /// A frame as saved by the tutorials: pose × 4, left and right hand × 3, in a one-dimensional array.
    func npyFrame(_ frame: Int) -> [UInt8] {
        var numbers: [Float] = []
        for (part, each) in [(LandmarkPart.pose, 4), (.leftHand, 3), (.rightHand, 3)] {
            for landmark in layout.range(of: part) ?? 0..<0 {
                let first = (frame * layout.landmarkCount + landmark) * Self.stride
                numbers += values[first..<first + each]
            }
        }
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(numbers.count),)}\n"
        let bytes = numbers.flatMap { number in
            withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
        }
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + bytes
    }
}
