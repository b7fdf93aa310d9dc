import Signify

/// The two files of clips, written take by take beside their places and put there when all are written.
struct ClipFiles {
    /// The takes that were written.
    private(set) var takeCount = 0
    /// Their frames.
    private(set) var frameCount = 0
    /// The takes that the check refused.
    var leftOut = 0

    private let numbers: PartialFile
    private let table: PartialFile

    /// - Parameter path: the path of both files without their ending.
    /// - Throws: ``AnalysisFailure`` where they cannot be made.
    init(_ path: String) throws(AnalysisFailure) {
        numbers = try PartialFile("\(path).f32")
        table = try PartialFile("\(path).csv")
        try table.append(Array("\(ClipNumbers.header)\n".utf8))
    }

    /// Adds the takes in their order. O(frames).
    mutating func append(_ clips: [ClipNumbers]) throws(AnalysisFailure) {
        var rows = ""
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * clips.reduce(0) { $0 + $1.values.count })
        for clip in clips {
            rows += clip.row(first: frameCount) + "\n"
            for value in clip.values {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
            takeCount += 1
            frameCount += clip.frameCount
        }
        try numbers.append(bytes)
        try table.append(Array(rows.utf8))
    }

    /// Puts both files in their places, the table last: it names the frames of the other one.
    func finish() throws(AnalysisFailure) {
        try numbers.finish()
        try table.finish()
    }
}
