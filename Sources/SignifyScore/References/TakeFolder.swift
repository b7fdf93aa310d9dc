import Foundation

/// A folder of takes, laid out as `<signer>/<SIGN>/<number>.*`, by itself or below `takes`.
struct TakeFolder {
    /// One take of the folder.
    struct Take: Sendable, Hashable {
        let signer: String
        let sign: String
        /// The file's name without its extension, as "04".
        let name: String
        let number: Int
        let path: String
    }

    /// By signer, sign and number.
    let takes: [Take]

    /// Lists the folder; names that are no numbers are other things and left out.
    init(_ folder: String) throws {
        let root = Self.isFolder(folder + "/takes") ? folder + "/takes" : folder
        guard Self.isFolder(root) else {
            throw CommandFailure(
                line: "\(folder): it is not a folder; name one laid out as <signer>/<SIGN>/<number>.npy",
                status: CommandFailure.badInput)
        }
        var takes: [Take] = []
        for signer in try Self.names(in: root) where Self.isFolder("\(root)/\(signer)") {
            for sign in try Self.names(in: "\(root)/\(signer)") {
                let place = "\(root)/\(signer)/\(sign)"
                guard Self.isFolder(place) else { continue }
                takes += try Self.names(in: place).compactMap { file in
                    let name = String(file.prefix { $0 != "." })
                    guard let number = Int(name), number >= 0 else { return nil }
                    return Take(
                        signer: signer, sign: sign, name: name, number: number, path: "\(place)/\(file)")
                }
                .sorted { ($0.number, $0.path) < ($1.number, $1.path) }
            }
        }
        guard !takes.isEmpty else {
            throw CommandFailure(
                line: "\(folder): there are no takes in it; lay it out as <signer>/<SIGN>/<number>.npy",
                status: CommandFailure.badInput)
        }
        self.takes = takes
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// In an order that no file system decides.
    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
                .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        } catch {
            throw CommandFailure(
                line: "\(folder): the folder cannot be read; check its permissions",
                status: CommandFailure.badInput)
        }
    }
}
