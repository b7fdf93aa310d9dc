import Foundation

/// Which signers of a folder make a gloss as the other signers of it do, as the folder's `agree.csv` states.
///
/// The file has a header and a row for each signer's gloss, with the columns `signer`, `sign` and `agrees` (1 or
/// 0) among any others; fields are not quoted. A gloss of one signer alone needs no row. Where the file is, two
/// signers' takes of a gloss count as one sign only if both agree: for learning, and for error rates. The
/// figures of the judge keep every pair.
struct SignerAgreement: Sendable {
    private struct Key: Hashable {
        let signer: String
        let sign: String
    }

    private let agrees: [Key: Bool]

    /// Reads the file; `nil` if the folder has none.
    ///
    /// - Throws: ``AnalysisFailure`` for a file that cannot be read, lacks a column, or has another value.
    init?(folder: String) throws(AnalysisFailure) {
        let path = "\(folder)/agree.csv"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw AnalysisFailure("\(path): the file cannot be read as UTF-8 text", kind: .badInput)
        }
        let rows = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = rows.first, let signer = header.firstIndex(of: "signer"),
            let sign = header.firstIndex(of: "sign"), let value = header.firstIndex(of: "agrees")
        else {
            throw AnalysisFailure(
                "\(path): the first line has to name the columns signer, sign and agrees", kind: .badInput)
        }
        var agrees: [Key: Bool] = [:]
        for (place, row) in rows.enumerated().dropFirst() {
            guard row.count == header.count, row[value] == "0" || row[value] == "1" else {
                throw AnalysisFailure(
                    "\(path): row \(place + 1) has to have \(header.count) fields, and 1 or 0 for agrees",
                    kind: .badInput)
            }
            agrees[Key(signer: row[signer], sign: row[sign])] = row[value] == "1"
        }
        self.agrees = agrees
    }

    /// Whether the signer of a take agrees with the others on its sign; `nil` without a row.
    func agrees(_ take: TakeFolder.Take) -> Bool? { agrees[Key(signer: take.signer, sign: take.sign)] }

    /// Whether two statements make two takes one sign: not if either denies it, `nil` if it is not stated of
    /// both.
    static func both(_ one: Bool?, _ other: Bool?) -> Bool? {
        guard one != false, other != false else { return false }
        return one == nil || other == nil ? nil : true
    }
}
