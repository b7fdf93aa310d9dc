import Foundation
import Scoring
import Signify

extension EmbeddingNetwork {
    /// Reads networks from a file that `make learn` wrote. O(bytes).
    ///
    /// - Throws: ``AnalysisFailure`` for a file that cannot be read, or holds no networks.
    package static func read(_ path: String) throws(AnalysisFailure) -> EmbeddingNetwork {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw AnalysisFailure(
                "\(path): the file cannot be read; name one that \"make learn\" wrote", kind: .badInput)
        }
        do throws(EmbeddingFileError) {
            return try bytes.withUnsafeBytes { bytes in
                Result { () throws(EmbeddingFileError) in try EmbeddingNetwork(file: bytes) }
            }.get()
        } catch {
            throw AnalysisFailure("\(path): \(error)", kind: .badInput)
        }
    }
}
