/// Collects the frames of one or more `.npy` arrays into a clip.
struct NumpyClipBuilder {
    /// The parts of a frame of `width` numbers; `nil` for a width that no producer writes.
    static func layout(width: Int) -> LandmarkLayout? {
        switch width {
        case 1662: LandmarkLayout(parts: [.pose, .face, .leftHand, .rightHand], faceCount: 468)
        case 1692: LandmarkLayout(parts: [.pose, .face, .leftHand, .rightHand], faceCount: 478)
        case 258: LandmarkLayout(parts: [.pose, .leftHand, .rightHand])
        default: nil
        }
    }

    private let layout: LandmarkLayout
    private var values: [Float] = []
    private var flags: [LandmarkFlags] = []
    private var frameCount = 0
    private var unreadable = 0

    /// A builder that expects about `capacity` frames.
    init(layout: LandmarkLayout, capacity: Int) {
        self.layout = layout
        values.reserveCapacity(capacity * layout.landmarkCount * LandmarkClip.stride)
        flags.reserveCapacity(capacity * layout.landmarkCount)
    }

    /// Adds an array's frames; its width must be the layout's.
    mutating func append(_ header: NumpyHeader, of bytes: RawSpan) throws(LandmarkError) {
        let slots = header.frameCount * layout.landmarkCount
        values.append(contentsOf: repeatElement(0, count: slots * LandmarkClip.stride))
        flags.append(contentsOf: repeatElement([], count: slots))
        for frame in 0..<header.frameCount {
            var first = 0
            for part in layout.parts {
                switch header.element {
                case .float32Little:
                    try fill(NumpyFloat32Little.self, part, frame, from: first, header, bytes)
                case .float32Big: try fill(NumpyFloat32Big.self, part, frame, from: first, header, bytes)
                case .float64Little:
                    try fill(NumpyFloat64Little.self, part, frame, from: first, header, bytes)
                case .float64Big: try fill(NumpyFloat64Big.self, part, frame, from: first, header, bytes)
                }
                first += layout.count(of: part) * Self.numbers(of: part)
            }
            frameCount += 1
        }
    }

    /// The clip of all frames added.
    func clip() -> LandmarkClip {
        let warnings =
            unreadable > 0 ? [RecordingWarning.notNumbers(unreadable)] : []
        return LandmarkClip(
            layout: layout, facts: SourceFacts(), frameCount: frameCount, timestamps: nil, values: values,
            flags: flags, warnings: warnings)
    }

    /// Numbers stored for a landmark: the pose has a visibility.
    private static func numbers(of part: LandmarkPart) -> Int { part == .pose ? 4 : 3 }

    /// Converts one part of one frame; `first` is its first number within the frame.
    private mutating func fill<Number: NumpyNumber>(
        _: Number.Type, _ part: LandmarkPart, _ frame: Int, from first: Int, _ header: NumpyHeader,
        _ bytes: RawSpan
    ) throws(LandmarkError) {
        guard let range = layout.range(of: part) else { return }
        let numbers = Self.numbers(of: part)
        let step = header.numberStride * Number.size
        let start = header.dataOffset + frame * header.frameStride * Number.size + first * step
        var detected = false
        for index in 0..<range.count * numbers where Number.load(bytes, at: start + index * step) != 0 {
            detected = true
            break
        }
        guard detected else { return }
        let slot = frameCount * layout.landmarkCount + range.lowerBound
        let limit = LandmarkClip.coordinateLimit
        for landmark in 0..<range.count {
            let base = (slot + landmark) * LandmarkClip.stride
            var sane = true
            for index in 0..<numbers {
                let value = Number.load(bytes, at: start + (landmark * numbers + index) * step)
                sane = sane && abs(value) <= limit
                values[base + index] = value
            }
            if sane {
                flags[slot + landmark] = numbers == 4 ? [.present, .hasVisibility] : .present
            } else {
                try reject(
                    part, landmark, frame: frame, base: base, place: start + landmark * numbers * step, step)
            }
        }
    }

    /// Clears and counts a landmark that is not a number; throws for one that is infinite or absurdly far.
    private mutating func reject(
        _ part: LandmarkPart, _ landmark: Int, frame: Int, base: Int, place: Int, _ step: Int
    ) throws(LandmarkError) {
        let stored = values[base..<base + LandmarkClip.stride]
        if !stored.contains(where: \.isNaN),
            let number = stored.firstIndex(where: { abs($0) > LandmarkClip.coordinateLimit })
        {
            throw LandmarkError(
                "\(["x", "y", "z", "visibility"][number - base]) of \(part) landmark \(landmark) is "
                    + (values[number].isInfinite ? "infinite" : "beyond 100,000 image widths"),
                at: .frame(frame, byte: place + (number - base) * step),
                remedy: "save the array again, or cut the frame out")
        }
        for index in 0..<LandmarkClip.stride { values[base + index] = 0 }
        unreadable += 1
    }
}
