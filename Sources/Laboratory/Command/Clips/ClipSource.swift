import Signify

/// Takes that become clips, some hundred at a time: memory does not grow with their number.
protocol ClipSource {
    /// Writes every take that the check takes, and counts the others.
    func write(to files: inout ClipFiles) throws(AnalysisFailure)
}
