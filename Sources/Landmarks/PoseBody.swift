/// The positions of the numbers in a `.pose` body of any version, computed from the bytes present.
struct PoseBody {
    /// The points of one component in one frame: byte offsets of the first, and byte strides.
    struct Block {
        let data: Int
        let dataStride: Int
        let confidence: Int
        let confidenceStride: Int
    }

    /// The plane of coordinates and that of confidences: their byte offsets, and the points per frame.
    struct Planes {
        let data: Int
        let confidence: Int
        let pointsInFrame: Int
    }

    private enum Arrangement {
        /// `data[frames][people][points][dimensions]`, then `confidence[frames][people][points]`.
        case planar(data: Int, confidence: Int, people: Int)
        /// The offset of each frame's first person, the people of each frame, and the bytes per person.
        case interleaved(people: [(start: Int, count: Int)], size: Int)
    }

    /// The stated frames per second, unchecked.
    let fps: Float
    let frameCount: Int
    /// The most people in a frame; one of them is read.
    let peopleCount: Int
    /// The index of the person read, in each frame.
    var person = 0
    private let pointCount: Int
    private let dimensions: Int
    private let arrangement: Arrangement

    init(_ bytes: RawSpan, after header: PoseHeader) throws(LandmarkError) {
        var cursor = ByteCursor(over: bytes, from: header.end)
        pointCount = header.pointCount
        dimensions = header.dimensions
        if header.version == .v0_0 {
            let start = try cursor.take(4, "the body's frame rate and frame count")
            fps = Float(bytes.uint16(at: start))
            frameCount = Int(bytes.uint16(at: start + 2))
            let people = try Self.people(inFrames: frameCount, of: bytes, header: header, at: &cursor)
            arrangement = .interleaved(people: people.starts, size: people.size)
            peopleCount = people.most
        } else {
            let wide = header.version == .v0_2
            let start = try cursor.take(wide ? 10 : 6, "the body's frame rate, frame and people counts")
            fps = wide ? bytes.float32(at: start) : Float(bytes.uint16(at: start))
            let declared = wide ? Int(bytes.uint32(at: start + 4)) : Int(bytes.uint16(at: start + 2))
            peopleCount = Int(bytes.uint16(at: start + (wide ? 8 : 4)))
            guard peopleCount > 0 else {
                throw LandmarkError(
                    "the file holds no people", at: .byte(start + (wide ? 8 : 4)),
                    remedy: "record again with the signer in the picture")
            }
            frameCount = try Self.planarFrames(
                declared: declared, people: peopleCount, header: header, start: start, left: cursor.left)
            // Exact: the frames fill the remaining bytes.
            let floats = frameCount * peopleCount * header.pointCount
            arrangement = .planar(
                data: cursor.offset, confidence: cursor.offset + floats * header.dimensions * 4,
                people: peopleCount)
        }
        guard frameCount > 0 else {
            throw LandmarkError("the file holds no frames", at: .byte(header.end), remedy: "record it again")
        }
    }

    /// The planes; `nil` where the body is interleaved or a point has not three coordinates.
    var planes: Planes? {
        guard case .planar(let data, let confidence, let people) = arrangement, dimensions == 3 else {
            return nil
        }
        return Planes(
            data: data + person * pointCount * dimensions * 4,
            confidence: confidence + person * pointCount * 4,
            pointsInFrame: people * pointCount)
    }

    /// The points of `component` of the person read in `frame`; `nil` in a frame without that person.
    func block(of component: PoseComponent, frame: Int) -> Block? {
        block(of: component, frame: frame, person: person)
    }

    /// The points of `component` of `person` in `frame`.
    func block(of component: PoseComponent, frame: Int, person: Int) -> Block? {
        switch arrangement {
        case .planar(let data, let confidence, let people):
            let point = (frame * people + person) * pointCount + component.firstPoint
            return Block(
                data: data + point * dimensions * 4, dataStride: dimensions * 4,
                confidence: confidence + point * 4, confidenceStride: 4)
        case .interleaved(let people, let size):
            guard person < people[frame].count else { return nil }
            let data = people[frame].start + person * size + component.firstFloat * 4
            let stride = component.formatLength * 4
            return Block(
                data: data, dataStride: stride, confidence: data + stride - 4, confidenceStride: stride)
        }
    }

    private static func planarFrames(
        declared: Int, people: Int, header: PoseHeader, start: Int, left: Int
    ) throws(LandmarkError) -> Int {
        guard let frameBytes = checkedProduct(people, header.pointCount, header.dimensions + 1, 4) else {
            throw LandmarkError(
                "\(people) people of \(header.pointCount) points do not fit in any file", at: .byte(start),
                remedy: "export the file again")
        }
        var frames = declared
        if header.version == .v0_1, left / frameBytes > 0xFFFF {
            // 16 bits cannot hold this count. Some writers let it wrap, or write 0 or the maximum; any other
            // count means a file cut short.
            let fitting = left / frameBytes
            if declared == 0 || declared == 0xFFFF || declared == fitting & 0xFFFF { frames = fitting }
        }
        let needed = checkedProduct(frames, frameBytes)
        guard let needed, needed <= left else {
            throw LandmarkError(
                "\(frames) frames are declared, which take \(needed.map(String.init) ?? "more than 2^63") "
                    + "bytes, but \(left) are left",
                at: .byte(start), remedy: "copy or export the file again, this one is cut short")
        }
        guard needed == left else {
            throw LandmarkError(
                "\(left - needed) bytes follow the \(frames) frames declared", at: .byte(header.end),
                remedy: "export the file again, its frame count and its length disagree")
        }
        return frames
    }

    private static func people(
        inFrames frameCount: Int, of bytes: RawSpan, header: PoseHeader, at cursor: inout ByteCursor
    ) throws(LandmarkError) -> (starts: [(start: Int, count: Int)], most: Int, size: Int) {
        var starts: [(start: Int, count: Int)] = []
        // A frame takes at least two bytes.
        starts.reserveCapacity(min(frameCount, cursor.left / 2))
        var most = 0
        let personBytes = 2 + header.floatsPerPerson * 4
        guard checkedProduct(personBytes, 0xFFFF) != nil else {
            throw LandmarkError(
                "a person of \(header.floatsPerPerson) floats does not fit in any file",
                at: .byte(header.end),
                remedy: "export the file again")
        }
        for frame in 0..<frameCount {
            let count = Int(bytes.uint16(at: try cursor.take(2, "frame \(frame)")))
            let start = try cursor.take(count * personBytes, "frame \(frame), of \(count) people,")
            // A person starts with a 16-bit identifier, which is not used.
            starts.append((start + 2, count))
            most = max(most, count)
        }
        guard cursor.left == 0 else {
            throw LandmarkError(
                "\(cursor.left) bytes follow the \(frameCount) frames declared", at: .byte(cursor.offset),
                remedy: "export the file again, its frame count and its length disagree")
        }
        return (starts, most, personBytes)
    }
}
