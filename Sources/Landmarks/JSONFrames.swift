import CLandmarks

/// Owns the parser behind the C shim and the frames read so far.
struct JSONFrames: ~Copyable {
    private let reader: OpaquePointer

    private let parts: Set<LandmarkPart>

    /// A parser without frames that reads `parts`.
    init(parts: Set<LandmarkPart>) throws(LandmarkError) {
        let bits = parts.reduce(UInt32(0)) { $0 | 1 << UInt32($1.rawValue) }
        guard let reader = landmark_json_create(bits) else { throw .outOfMemory }
        self.reader = reader
        self.parts = parts
    }

    deinit { landmark_json_destroy(reader) }

    /// Reads a whole document in the usual form of producers. It returns the same frames as
    /// ``readDocument(_:)`` in a fraction of the time; `false` for another form or a fault.
    func scanDocument(_ bytes: RawSpan) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return landmark_json_scan_document(
                reader, base.assumingMemoryBound(to: CChar.self), bytes.count)
        }
    }

    /// Reads a line in the usual form, like ``scanDocument(_:)``.
    func scanLine(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let base = line.baseAddress else { return false }
        return landmark_json_scan_line(reader, base.assumingMemoryBound(to: CChar.self), line.count)
    }

    /// Reads a whole document. After a throw the parser cannot be used again.
    func readDocument(_ input: borrowing InputBytes) throws(LandmarkError) {
        var fault = landmark_json_fault()
        let bytes = UnsafeRawPointer(input.start).assumingMemoryBound(to: CChar.self)
        guard landmark_json_read_document(reader, bytes, input.count, &fault) else {
            throw LandmarkError(fault)
        }
    }

    /// Reads a line that begins at byte `offset` of the input. After a throw the parser cannot be used again.
    func readLine(_ line: UnsafeRawBufferPointer, at offset: Int) throws(LandmarkError) {
        guard let base = line.baseAddress else { return }
        var fault = landmark_json_fault()
        let bytes = base.assumingMemoryBound(to: CChar.self)
        guard landmark_json_read_line(reader, bytes, line.count, offset, &fault) else {
            throw LandmarkError(fault)
        }
    }

    /// Frames read so far.
    var count: Int { landmark_json_frame_count(reader) }

    /// The facts of camera and signer stated so far, also by a first line without a frame.
    var facts: SourceFacts { SourceFacts(landmark_json_stated(reader)) }

    /// The clip of the frames so far: O(frames × landmarks).
    ///
    /// - Parameter timing: how counts of a clock become times.
    func clip(_ timing: FrameTimes.Timing = .own) throws(LandmarkError) -> LandmarkClip {
        try LandmarkClip(result(), of: parts, timing: timing)
    }

    /// Whether the frames so far have a clock other than `t`, and that clock; `nil` where its unit is not
    /// known yet.
    func clock() throws(LandmarkError) -> (isUsed: Bool, clock: FrameClock?) {
        let result = try result()
        return (result.counts != nil, try FrameTimes(result).clock)
    }

    private func result() throws(LandmarkError) -> landmark_json_result {
        var result = landmark_json_result()
        var fault = landmark_json_fault()
        guard landmark_json_get(reader, &result, &fault) else { throw LandmarkError(fault) }
        return result
    }
}
