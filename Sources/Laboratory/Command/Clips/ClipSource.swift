import Scoring
import Signify

/// Takes that become clips, some hundred at a time: memory does not grow with their number.
protocol ClipSource {
    /// Writes every take that the check takes, and counts the others.
    ///
    /// - Parameter network: makes the takes' embeddings.
    func write(to files: inout ClipFiles, embeddedBy network: EmbeddingNetwork?) throws(AnalysisFailure)
}
