import CWarping

/// A library of sequences in which the nearest to an attempt are found without aligning most of them.
///
/// ## Overview
/// Each sequence is kept three times: whole, projected onto a few directions (``SequenceProjection``), and as the boxes that
/// eight stretches of the projection lie in (``SequenceOutline``). Boxes give a lower bound of every distance for next to
/// nothing, projections a closer one of those that are left for a fraction of the distance's cost; sequences are then
/// aligned in the order of their bounds until the next bound is above the best distances found. The answer is that of
/// aligning all of them: bounds are lowered by what rounding may have added to them.
///
/// ```swift
/// let index = try SequenceIndex(references.map { ($0.name, $0.sequence) })
/// for match in try index.nearest(5, to: attempt) { print(index.label(match.sequence), match.distance) }
/// try index.write(to: "signs.index")
/// let again = try SequenceIndex(contentsOf: "signs.index")  // mapped: nothing is built again
/// ```
public struct SequenceIndex: Sendable {
    /// A sequence and its distance.
    public struct Match: Sendable, Hashable {
        /// The sequence's place in the index.
        public var sequence: Int
        /// The mean cost of the cheapest path, by direct difference in float32, summed in double precision: what
        /// ``WarpingPath/normalisedCost`` approximates, and exactly 0 for an equal sequence.
        public var distance: Double

        /// A match of its parts.
        public init(sequence: Int, distance: Double) {
            self.sequence = sequence
            self.distance = distance
        }
    }

    /// Sequences in the index.
    public var count: Int { header[.sequences] }
    /// How the sequences' frames divide into groups.
    public let layout: FeatureLayout
    let projection: SequenceProjection
    let header: IndexHeader
    let memory: IndexMemory
    /// The projections' zero centre: they are centred before.
    let origin: SharedFloats
    /// ``PackedRuns/none(depth:)``.
    private let nothing: SharedFloats

    /// An index of labelled sequences of one layout. O(all frames · features) time and memory.
    ///
    /// - Parameter dimensions: of the projection: more make tighter bounds that cost more. Without a number as many as hold
    ///   most of the variance.
    /// - Throws: ``AlignmentError/noFrames`` where one is empty, ``AlignmentError/differentLayouts``.
    public init(
        _ sequences: [(label: String, sequence: FeatureSequence)],
        dimensions: Int? = nil
    ) throws(AlignmentError) {
        let layout = try sequences.map(\.sequence).commonLayout()
        let image = IndexImage(sequences, layout: layout, dimensions: dimensions)
        self.init(
            header: image.header, memory: image.memory, layout: layout, projection: image.projection)
    }

    init(
        header: IndexHeader, memory: IndexMemory, layout: FeatureLayout, projection: SequenceProjection
    ) {
        self.header = header
        self.memory = memory
        self.layout = layout
        self.projection = projection
        origin = SharedFloats([Float](repeating: 0, count: projection.target.dimension))
        nothing = PackedRuns.none(depth: projection.target.packedDepth)
    }

    /// The label of a sequence. O(its length).
    public func label(_ sequence: Int) -> String {
        let entry = IndexEntry(memory.start + header[.table], sequence)
        let bytes = UnsafeRawBufferPointer(
            start: memory.start + header[.labels] + entry.label, count: entry.labelBytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the index to a file, which appears whole or not at all. The file holds floats as they are in memory: it is for
    /// machines of one kind, and made again rather than kept.
    ///
    /// - Throws: ``SequenceIndexError/system(path:reason:)``.
    public func write(to path: String) throws(SequenceIndexError) { try memory.write(to: path) }

    /// Frames of a sequence. O(1).
    func frameCount(_ sequence: Int) -> Int { IndexEntry(memory.start + header[.table], sequence).frames }

    /// Whether a frame of a sequence lacks a group. O(1).
    func hasGaps(_ sequence: Int) -> Bool { IndexEntry(memory.start + header[.table], sequence).hasGaps }

    /// A sequence as the kernels take it.
    func frames(_ sequence: Int) -> warping_frames {
        let entry = IndexEntry(memory.start + header[.table], sequence)
        return warping_frames(
            values: (memory.start + header[.values] + 4 * entry.firstFrame * layout.dimension)
                .assumingMemoryBound(to: Float.self),
            seen: (memory.start + header[.seen] + entry.firstFrame * layout.groups.count)
                .assumingMemoryBound(to: UInt8.self),
            frames: entry.frames)
    }

    /// What packs a chunk's projected sequences, which are packed one by one.
    func packingProjected(_ chunk: PackedChunk) -> PackedColumn.Packing {
        let floats = PackedRuns.floats(depth: projection.target.packedDepth)
        let bounds = (memory.start + header[.bounds]).assumingMemoryBound(to: Float.self)
        let runs = chunk.sequences.map { sequence in
            UnsafePointer(bounds + IndexEntry(memory.start + header[.table], sequence).firstFrame * floats)
        }
        return { place, column, _ in
            column.interleave(
                runs, at: place, lengths: chunk.lengths, none: nothing.floats, kernel: .best)
        }
    }

    /// What packs a chunk's sequences themselves.
    func packing(_ chunk: PackedChunk) -> PackedColumn.Packing {
        let sequences = chunk.sequences.map(frames)
        return { place, column, layout in
            column.pack(sequences, at: place, lengths: chunk.lengths, layout, kernel: .best)
        }
    }

    /// The projected sequences' outlines, sixteen by sixteen.
    var outlines: UnsafeMutablePointer<Float> {
        (memory.start + header[.outlines]).assumingMemoryBound(to: Float.self)
    }

    /// The largest squared norm of a frame around the centre, with its mismatch costs.
    var largest: Double { Double(bitPattern: UInt64(bitPattern: Int64(header[.largest]))) }
    /// The same of a projected frame.
    var boundLargest: Double { Double(bitPattern: UInt64(bitPattern: Int64(header[.boundLargest]))) }
}
