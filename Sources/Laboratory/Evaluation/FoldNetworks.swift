import Foundation
import Scoring
import Signify

/// The networks that judge recordings: each learned from all takes but those of one fold, as `make learn` writes them.
///
/// A fold is one of ``SignerGroups`` of every set: fold 0 is the first group of each.
package struct FoldNetworks: Sendable {
    /// By fold.
    private let networks: [Int: EmbeddingNetwork]

    /// No networks: takes are judged by aligned frames alone.
    package static let none = FoldNetworks(networks: [:])

    private init(networks: [Int: EmbeddingNetwork]) { self.networks = networks }

    /// Reads `<fold>.bin` for every fold that a folder has.
    ///
    /// - Throws: ``AnalysisFailure`` for a folder without any, and for a file that cannot be read or holds no networks.
    package init(folder: String) throws(AnalysisFailure) {
        var networks: [Int: EmbeddingNetwork] = [:]
        for fold in 0..<SignerGroups.mostAlone {
            let path = "\(folder)/\(fold).bin"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            networks[fold] = try EmbeddingNetwork.read(path)
        }
        guard !networks.isEmpty else {
            throw AnalysisFailure(
                "\(folder): it has no networks, which are 0.bin, 1.bin and so on; write them with \"make learn\"",
                kind: .badInput)
        }
        self.networks = networks
    }

    /// The network that learned from nobody of some signers; `nil` without one.
    ///
    /// - Parameter sets: the signers of each set.
    func network(judging signers: Set<String>, of sets: [[String]]) -> EmbeddingNetwork? {
        networks.sorted { $0.key < $1.key }.first { fold, _ in
            let leftOut = sets.map(SignerGroups.of).reduce(into: Set()) { leftOut, groups in
                if groups.indices.contains(fold) { leftOut.formUnion(groups[fold]) }
            }
            return signers.isSubset(of: leftOut)
        }?.value
    }
}
