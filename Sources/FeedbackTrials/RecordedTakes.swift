import Foundation
import Landmarks
import Scoring

/// Recorded takes of real signers, whose attempts are taken as right: what is corrected in them is counted.
public struct RecordedTakes: Sendable {
    /// What the references of an attempt are.
    public enum Scope: String, Sendable, CaseIterable {
        /// The signer's own takes 0–3.
        case own = "own takes"
        /// Takes 0–3 of every other signer of the sign.
        case others = "other signers' takes"
    }

    /// One attempt and what was said of it.
    public struct Outcome: Sendable {
        /// As "signer-a HELLO 04".
        public let name: String
        /// Against whose takes.
        public let scope: Scope
        /// The feedback.
        public let feedback: Feedback
    }

    private struct Take: Sendable {
        let signer: String
        let sign: String
        let number: Int
        let prepared: PreparedTake
    }

    /// Takes of this number and below are references.
    private static let lastReference = 3

    private let takes: [Take]

    /// Reads the takes of a folder laid out as `takes/<signer>/<SIGN>/<number>.npy`; what cannot be read or has no
    /// hands is left out.
    public init(folder: String) throws {
        let root = URL(filePath: folder).appending(path: "takes")
        var takes: [Take] = []
        func names(_ place: URL) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: place.path).filter { !$0.hasPrefix(".") }
                .sorted()
        }
        for signer in try names(root) {
            for sign in try names(root.appending(path: signer)) {
                let place = root.appending(path: "\(signer)/\(sign)")
                for file in try names(place) {
                    guard let number = Int(file.prefix { $0 != "." }),
                        let clip = try? LandmarkReader().read(path: place.appending(path: file).path),
                        let prepared = try? PreparedTake(clip, signer: signer)
                    else { continue }
                    takes.append(Take(signer: signer, sign: sign, number: number, prepared: prepared))
                }
            }
        }
        self.takes = takes
    }

    /// Scores every attempt (take 4 and up) against its references.
    public func outcomes(_ scope: Scope) throws -> [Outcome] {
        let typical = SignCalibration.uncalibrated
        return try takes.filter { $0.number > Self.lastReference }.compactMap { attempt in
            let references = takes.filter { take in
                take.sign == attempt.sign && take.number <= Self.lastReference
                    && (take.signer == attempt.signer) == (scope == .own)
            }
            guard !references.isEmpty else { return nil }
            let sign = ReferenceSign(
                gloss: attempt.sign, takes: references.map(\.prepared), calibration: typical)
            let number = String(format: "%02d", attempt.number)
            return Outcome(
                name: "\(attempt.signer) \(attempt.sign) \(number)", scope: scope,
                feedback: try WordScorer().score(attempt.prepared, against: sign).feedback)
        }
    }
}
