import Signify

/// The two files of clips: the numbers are written take by take, the table at the end, both beside their places; then they
/// are put there.
struct ClipFiles {
    private var rows: [ClipRow] = []
    /// The takes that the check refused.
    var leftOut = 0

    private let numbers: PartialFile
    private let table: PartialFile

    /// - Parameter path: the path of both files without their ending.
    /// - Throws: ``AnalysisFailure`` where they cannot be made.
    init(_ path: String) throws(AnalysisFailure) {
        numbers = try PartialFile("\(path).f32")
        table = try PartialFile("\(path).csv")
    }

    /// Adds the takes in their order. O(frames).
    mutating func append(_ clips: [ClipNumbers]) throws(AnalysisFailure) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * clips.reduce(0) { $0 + $1.values.count })
        for clip in clips {
            for value in clip.values {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
            rows.append(clip.row)
        }
        try numbers.append(bytes)
    }

    /// The takes that were written.
    var takeCount: Int { rows.count }
    /// Their frames.
    var frameCount: Int { rows.reduce(0) { $0 + $1.frameCount } }

    /// Puts both files in their places, the table last: it names the frames of the other one.
    func finish() throws(AnalysisFailure) {
        try table.append(Array(ClipRow.table(rows).utf8))
        try numbers.finish()
        try table.finish()
    }
}
