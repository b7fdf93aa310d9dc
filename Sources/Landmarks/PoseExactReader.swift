/// Restores a clip to the bit from a `.pose` file's `SIGNIFY_EXACT` component.
///
/// The component describes every number of the file. A file that it does not match is refused, and not read
/// in part.
struct PoseExactReader {
    private let component: PoseComponent
    private let stated: PoseExactFacts
    private let body: PoseBody
    private let layout: LandmarkLayout

    var facts: SourceFacts { stated.facts }

    init(
        _ component: PoseComponent, of bytes: RawSpan, header: PoseHeader, body: PoseBody,
        layout: LandmarkLayout
    ) throws(LandmarkError) {
        let place = component.name.lowerBound
        stated = try PoseExactFacts(component, of: bytes)
        guard header.version == .v0_2, body.peopleCount == 1, component.formatLength == 4 else {
            throw Self.damage("belongs in a file of version 0.2, one person and XYZC points", at: place)
        }
        guard header.components.last?.isExact == true,
            header.components.dropLast().map(\.part) == layout.parts.map(Optional.some),
            header.pointCount == layout.landmarkCount + component.pointNames.count
        else { throw Self.damage("does not follow whole components in MediaPipe's order", at: place) }
        guard component.pointNames.count == PoseExact.pointCount(landmarkCount: layout.landmarkCount) else {
            throw Self.damage(
                "has \(component.pointNames.count) points for \(layout.landmarkCount) landmarks", at: place)
        }
        let assumed = LandmarkClip.assumedSize
        guard header.width == stated.facts.width ?? assumed.width,
            header.height == stated.facts.height ?? assumed.height
        else { throw Self.damage("states another image size than the header", at: place) }
        self.component = component
        self.body = body
        self.layout = layout
    }

    /// Corrects the values and flags of the plain reading, and returns the timestamps where they are stated.
    func restore(
        _ values: inout [Float], _ flags: inout [LandmarkFlags], from bytes: RawSpan
    ) throws(LandmarkError) -> [Double]? {
        var timestamps: [Double] = []
        var values = values.mutableSpan
        var flags = flags.mutableSpan
        for frame in 0..<body.frameCount {
            guard let block = body.block(of: component, frame: frame) else { continue }
            try checkConfidences(block, frame: frame, bytes)
            try append(block, frame: frame, bytes, to: &timestamps)
            for index in 0..<codeFloats {
                try mend(&values, &flags, codes: index, block, frame: frame, bytes)
            }
            try checkSpareCodes(block, frame: frame, bytes)
        }
        return stated.timestampsStated ? timestamps : nil
    }

    /// The timestamps and checks of ``restore(_:_:from:)``, without the landmarks' codes.
    func timestamps(from bytes: RawSpan) throws(LandmarkError) -> [Double]? {
        var timestamps: [Double] = []
        timestamps.reserveCapacity(stated.timestampsStated ? body.frameCount : 0)
        for frame in 0..<body.frameCount {
            guard let block = body.block(of: component, frame: frame) else { continue }
            try checkConfidences(block, frame: frame, bytes)
            try append(block, frame: frame, bytes, to: &timestamps)
            try checkSpareCodes(block, frame: frame, bytes)
        }
        return stated.timestampsStated ? timestamps : nil
    }

    /// The byte offset of the landmarks' codes in a frame.
    func codes(ofFrame frame: Int) -> Int? {
        body.block(of: component, frame: frame).map { $0.data + PoseExact.timestampFloats * 4 }
    }

    private var codeFloats: Int {
        (layout.landmarkCount + PoseExact.landmarksPerFloat - 1) / PoseExact.landmarksPerFloat
    }

    private func checkConfidences(
        _ block: PoseBody.Block, frame: Int, _ bytes: RawSpan
    ) throws(LandmarkError) {
        for point in component.pointNames.indices {
            let place = block.confidence + point * block.confidenceStride
            guard bytes.uint32(at: place) == Float(1).bitPattern else {
                throw Self.damage("has a confidence that is not 1", at: place, frame: frame)
            }
        }
    }

    private func append(
        _ block: PoseBody.Block, frame: Int, _ bytes: RawSpan, to timestamps: inout [Double]
    ) throws(LandmarkError) {
        let time = PoseExact.join(
            try integer(0, block, frame, bytes), try integer(1, block, frame, bytes),
            try integer(2, block, frame, bytes))
        if stated.timestampsStated {
            guard let time, time.isFinite, time >= timestamps.last ?? -.infinity else {
                throw Self.damage("has a timestamp that goes backwards", at: block.data, frame: frame)
            }
            timestamps.append(time)
        } else if time?.bitPattern != 0 {
            throw Self.damage("has a timestamp where none is stated", at: block.data, frame: frame)
        }
    }

    private func checkSpareCodes(_ block: PoseBody.Block, frame: Int, _ bytes: RawSpan) throws(LandmarkError)
    {
        for index in PoseExact.timestampFloats + codeFloats..<component.pointNames.count * 3
        where try integer(index, block, frame, bytes) != 0 {
            throw Self.damage("has codes for landmarks that are not there", at: block.data, frame: frame)
        }
    }

    /// Applies the codes in one float.
    private func mend(
        _ values: inout MutableSpan<Float>, _ flags: inout MutableSpan<LandmarkFlags>, codes index: Int,
        _ block: PoseBody.Block, frame: Int, _ bytes: RawSpan
    ) throws(LandmarkError) {
        var codes = try integer(PoseExact.timestampFloats + index, block, frame, bytes)
        let count = layout.landmarkCount
        let first = index * PoseExact.landmarksPerFloat
        for landmark in first..<min(first + PoseExact.landmarksPerFloat, count) {
            guard Self.mend(&values, &flags, slot: frame * count + landmark, code: codes & 63) else {
                throw Self.damage(
                    "does not fit landmark \(landmark)",
                    at: block.data + (PoseExact.timestampFloats + index) * 4, frame: frame)
            }
            codes >>= 6
        }
        guard codes == 0 else {
            throw Self.damage("has codes for landmarks that are not there", at: block.data, frame: frame)
        }
    }

    /// A float of the component as the integer that it holds. The component's points are adjacent, so its
    /// floats are consecutive.
    private func integer(
        _ index: Int, _ block: PoseBody.Block, _ frame: Int, _ bytes: RawSpan
    ) throws(LandmarkError) -> UInt32 {
        let place = block.data + index * 4
        let float = bytes.float32(at: place)
        guard float >= 0, float < 0x1p24 else {
            throw Self.damage("has a code that is no integer below 2^24", at: place, frame: frame)
        }
        let integer = UInt32(float)
        // Refuses a fraction, and -0, which compares equal to 0.
        guard Float(integer).bitPattern == float.bitPattern else {
            throw Self.damage("has a code that is no integer below 2^24", at: place, frame: frame)
        }
        return integer
    }

    /// Applies one landmark's code; `false` where the writer cannot have written it with these values.
    private static func mend(
        _ values: inout MutableSpan<Float>, _ flags: inout MutableSpan<LandmarkFlags>, slot: Int, code: UInt32
    ) -> Bool {
        let visibility = code >> 4
        let base = slot * LandmarkClip.stride
        guard flags[slot].contains(.present) else {
            guard code & 15 == 0, visibility <= PoseExact.Visibility.isConfidence else { return false }
            flags[slot] = visibility == PoseExact.Visibility.isConfidence ? .hasVisibility : []
            return true
        }
        guard let x = PoseExact.value(code & 3, from: values[base]),
            let y = PoseExact.value(code >> 2 & 3, from: values[base + 1]),
            abs(x) <= LandmarkClip.coordinateLimit, abs(y) <= LandmarkClip.coordinateLimit,
            abs(values[base + 2]) <= LandmarkClip.coordinateLimit
        else { return false }
        values[base] = x
        values[base + 1] = y
        // The plain reading drops a confidence of 1 in parts without visibility.
        let confidence = flags[slot].contains(.hasVisibility) ? values[base + 3] : 1
        guard abs(confidence) <= LandmarkClip.coordinateLimit else { return false }
        flags[slot] = [.present, .hasVisibility]
        switch visibility {
        case PoseExact.Visibility.isConfidence:
            values[base + 3] = confidence
            return true
        case PoseExact.Visibility.notStated:
            flags[slot] = .present
            values[base + 3] = 0
        case PoseExact.Visibility.zero: values[base + 3] = 0
        default: values[base + 3] = -0.0
        }
        return confidence == 1
    }

    /// An error in the component itself.
    static func damage(_ what: String, at byte: Int, frame: Int? = nil) -> LandmarkError {
        LandmarkError(
            "SIGNIFY_EXACT \(what)", at: frame.map { .frame($0, byte: byte) } ?? .byte(byte),
            remedy: "convert the original again, or remove the component to read the file without it")
    }
}
