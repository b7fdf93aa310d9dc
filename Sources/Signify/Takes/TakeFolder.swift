import Foundation
import Landmarks

/// A folder of takes with the layout `<signer>/<SIGN>/<number>.*` or `<SIGN>/<number>.*`, at its root or
/// below `takes`.
///
/// A take is a file, or a folder with one file per frame: `MP_Data/<SIGN>/<number>/<frame>.npy`. Beside them,
/// ``SignerAgreement`` may state who makes a gloss as the others do.
package struct TakeFolder: Sendable {
    package struct Take: Sendable, Hashable {
        package let signer: String
        package let sign: String
        /// The file's name without its extension, such as "04".
        package let name: String
        package let number: Int
        package let path: String
        /// Whether the signer makes the gloss as the other signers of the folder do; `nil` if the folder does
        /// not state it. The takes of a signer who does not are a variant: another sign of the same name.
        package var agrees: Bool?

        package init(
            signer: String, sign: String, name: String, number: Int, path: String, agrees: Bool? = nil
        ) {
            self.signer = signer
            self.sign = sign
            self.name = name
            self.number = number
            self.path = path
            self.agrees = agrees
        }

        /// Whether it is one of the takes 00 to 03.
        package var isReference: Bool { number <= 3 }

        /// Whether two signers' takes of a gloss are known to be of one sign; `nil` if it is not stated of
        /// both.
        package func agrees(with other: Take) -> Bool? { SignerAgreement.both(agrees, other.agrees) }
    }

    /// Sorted by signer, sign and number.
    package let takes: [Take]

    /// Lists the folder, without names that are not numbers.
    ///
    /// - Parameter signer: the signer of a folder without signer folders.
    /// - Throws: ``AnalysisFailure`` for a path that is not a folder, an unreadable folder, one without takes,
    ///   or an unreadable `agree.csv`.
    package init(_ folder: String, signer: String = "unnamed") throws(AnalysisFailure) {
        let root = Self.isFolder(folder + "/takes") ? folder + "/takes" : folder
        guard Self.isFolder(root) else {
            throw AnalysisFailure(
                "\(folder): it is not a folder; name one laid out as <signer>/<SIGN>/<number>.npy",
                kind: .badInput)
        }
        var takes: [Take] = []
        for first in try Self.names(in: root) where Self.isFolder("\(root)/\(first)") {
            let place = "\(root)/\(first)"
            var signs: [Take] = []
            for sign in try Self.names(in: place) where Self.isFolder("\(place)/\(sign)") {
                let folder = "\(place)/\(sign)"
                if NumpyReader.isFrameFolder(folder) { continue }
                signs += try Self.takes(in: folder, signer: first, sign: sign)
            }
            // A folder of sign folders belongs to a signer; a folder with takes is a sign's.
            takes += try signs.isEmpty ? Self.takes(in: place, signer: signer, sign: first) : signs
        }
        guard !takes.isEmpty else {
            throw AnalysisFailure(
                "\(folder): there are no takes in it; lay it out as <signer>/<SIGN>/<number>.npy",
                kind: .badInput)
        }
        if let agreement = try SignerAgreement(folder: folder) {
            for place in takes.indices { takes[place].agrees = agreement.agrees(takes[place]) }
        }
        self.takes = takes
    }

    /// The takes of a sign, sorted by number.
    private static func takes(
        in folder: String, signer: String, sign: String
    ) throws(AnalysisFailure) -> [Take] {
        try names(in: folder).compactMap { file in
            let name = String(file.prefix { $0 != "." })
            guard let number = Int(name), number >= 0 else { return nil }
            return Take(signer: signer, sign: sign, name: name, number: number, path: "\(folder)/\(file)")
        }
        .sorted { ($0.number, $0.path) < ($1.number, $1.path) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Names in byte order, which does not depend on the file system.
    private static func names(in folder: String) throws(AnalysisFailure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
                .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        } catch {
            throw AnalysisFailure(
                "\(folder): the folder cannot be read; check its permissions", kind: .badInput)
        }
    }
}
