import CShippedTakes
import Foundation
import Landmarks
import PracticeStore
import Scoring

/// The reference signs that ship with the engine: the takes of `Fixtures/references`, in American Sign
/// Language (`ase`).
public enum ShippedReferences {
    /// The number of signs.
    static var count: Int { Set(table.map { String(cString: $0.gloss) }).count }

    /// Fills an empty store, all or nothing. Takes about 1 s, mostly for the calibration.
    public static func fill(_ store: any PracticeDatabase) throws {
        let takes = try takes()
        let new = try calibrated(takes).map { sign in
            let own = takes.filter { $0.gloss == sign.gloss }
            let prepared = PreparedSign(
                gloss: sign.gloss,
                takes: own.map { .init(id: $0.stored.contentHash, take: ComparedTake($0.prepared)) },
                calibration: sign.calibration)
            return NewSign(
                gloss: sign.gloss, language: "ase", takes: own.map(\.stored),
                calibration: try JSONText.line(sign.calibration), kept: KeptSign(prepared))
        }
        // All or none: a half-filled store is not empty, so it would never be completed.
        try store.addSigns(new, signature: ScoringSignature.current, at: Date())
    }

    /// The signs without a store, calibrated against each other. Takes about 1 s.
    public static func library() throws -> SignLibrary { SignLibrary(try calibrated(takes())) }

    /// An embedded take.
    struct File: Sendable {
        let gloss: String
        let signer: String
        let bytes: [UInt8]
    }

    /// All takes, by sign and signer. Copies 4 MB.
    static var files: [File] {
        table.map { take in
            File(
                gloss: String(cString: take.gloss), signer: String(cString: take.signer),
                bytes: Array(UnsafeBufferPointer(start: take.bytes, count: take.count)))
        }
    }

    private static var table: UnsafeBufferPointer<shipped_take> {
        var count = 0
        let first = shipped_takes(&count)
        return UnsafeBufferPointer(start: first, count: count)
    }

    private struct Take: Sendable {
        let gloss: String
        let stored: ReferenceTake
        let prepared: PreparedTake
    }

    private static func takes() throws -> [Take] {
        try files.map { file in
            let clip = try LandmarkReader().read(file.bytes.span.bytes)
            return Take(
                gloss: file.gloss,
                stored: try ReferenceTake(clip, signer: file.signer, source: "\(file.gloss).pose"),
                prepared: try PreparedTake(clip, signer: file.signer))
        }
    }

    private static func calibrated(_ takes: [Take]) -> [ReferenceSign] {
        var glosses: [String] = []
        for take in takes where glosses.last != take.gloss { glosses.append(take.gloss) }
        let signs = glosses.map { gloss in
            LibraryCalibration.Sign(
                gloss: gloss,
                takes: takes.filter { $0.gloss == gloss }.map { ($0.stored.contentHash, $0.prepared) })
        }
        return LibraryCalibration(pool: signs).references(signs)
    }
}
