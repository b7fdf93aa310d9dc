import Signify

/// The files of clips: the numbers are written take by take, the table at the end, all beside their places; then they are put
/// there.
struct ClipFiles {
    private var rows: [ClipRow] = []
    /// The takes that the check refused.
    var leftOut = 0

    private let numbers: PartialFile
    private let embeddings: PartialFile?
    private let table: PartialFile

    /// - Parameters:
    ///   - path: the path of all files without their ending.
    ///   - haveEmbeddings: whether the takes have embeddings, which get a file then.
    /// - Throws: ``AnalysisFailure`` where they cannot be made.
    init(_ path: String, haveEmbeddings: Bool) throws(AnalysisFailure) {
        numbers = try PartialFile("\(path).f32")
        embeddings = haveEmbeddings ? try PartialFile("\(path).embeddings.f32") : nil
        table = try PartialFile("\(path).csv")
    }

    /// Adds the takes in their order. O(frames).
    mutating func append(_ clips: [ClipNumbers]) throws(AnalysisFailure) {
        try numbers.append(Self.bytes(clips.map(\.values)))
        try embeddings?.append(Self.bytes(clips.compactMap(\.embedding?.values)))
        rows += clips.map(\.row)
    }

    /// As 32-bit floats, little-endian.
    private static func bytes(_ values: [[Float]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * values.reduce(0) { $0 + $1.count })
        for value in values.joined() {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// The takes that were written.
    var takeCount: Int { rows.count }
    /// Their frames.
    var frameCount: Int { rows.reduce(0) { $0 + $1.frameCount } }

    /// Puts the files in their places, the table last: it names the frames of the first one.
    func finish() throws(AnalysisFailure) {
        try table.append(Array(ClipRow.table(rows).utf8))
        try numbers.finish()
        try embeddings?.finish()
        try table.finish()
    }
}
