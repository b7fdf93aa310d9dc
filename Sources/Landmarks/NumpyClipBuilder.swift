/// Collects the frames of one or more `.npy` arrays into a clip.
struct NumpyClipBuilder {
    private let frame: FlatFrame
    private var layout: LandmarkLayout { frame.layout }
    private var values: [Float] = []
    private var flags: [LandmarkFlags] = []
    private var frameCount = 0
    private var unreadable = 0

    /// A builder with room for `capacity` frames.
    init(_ frame: FlatFrame, capacity: Int) {
        self.frame = frame
        let layout = frame.layout
        values.reserveCapacity(capacity * layout.landmarkCount * LandmarkClip.stride)
        flags.reserveCapacity(capacity * layout.landmarkCount)
    }

    /// Adds the frames of an array with the same frame layout.
    mutating func append(_ header: NumpyHeader, of bytes: RawSpan) throws(LandmarkError) {
        let slots = header.frameCount * layout.landmarkCount
        values.append(contentsOf: repeatElement(0, count: slots * LandmarkClip.stride))
        flags.append(contentsOf: repeatElement([], count: slots))
        for frame in 0..<header.frameCount {
            for piece in self.frame.pieces {
                switch header.element {
                case .float32Little:
                    try fill(NumpyFloat32Little.self, piece, frame, header, bytes)
                case .float32Big: try fill(NumpyFloat32Big.self, piece, frame, header, bytes)
                case .float64Little:
                    try fill(NumpyFloat64Little.self, piece, frame, header, bytes)
                case .float64Big: try fill(NumpyFloat64Big.self, piece, frame, header, bytes)
                }
            }
            frameCount += 1
        }
    }

    func clip() -> LandmarkClip {
        let warnings =
            unreadable > 0 && !frame.missingIsNaN ? [RecordingWarning.notNumbers(unreadable)] : []
        return LandmarkClip(
            layout: layout, facts: SourceFacts(), frameCount: frameCount, timestamps: nil, values: values,
            flags: flags, warnings: warnings)
    }

    private mutating func fill<Number: NumpyNumber>(
        _: Number.Type, _ piece: FlatFrame.Piece, _ frame: Int, _ header: NumpyHeader, _ bytes: RawSpan
    ) throws(LandmarkError) {
        guard let range = layout.range(of: piece.part) else { return }
        let numbers = piece.numbers
        let step = header.numberStride * Number.size
        // The stride between landmarks is the array's, or in flattened frames that of their numbers.
        let landmarkStep = header.landmarkStride.map { $0 * Number.size } ?? numbers * step
        let start =
            header.dataOffset + frame * header.frameStride * Number.size
            + (header.landmarkStride == nil ? piece.firstNumber * step : piece.firstLandmark * landmarkStep)
        var detected = false
        search: for landmark in 0..<range.count {
            for index in 0..<numbers
            where Number.load(bytes, at: start + landmark * landmarkStep + index * step) != 0 {
                detected = true
                break search
            }
        }
        guard detected else { return }
        let slot = frameCount * layout.landmarkCount + range.lowerBound
        let limit = LandmarkClip.coordinateLimit
        for landmark in 0..<range.count {
            let base = (slot + landmark) * LandmarkClip.stride
            let place = start + landmark * landmarkStep
            var sane = true
            for index in 0..<numbers {
                let value = Number.load(bytes, at: place + index * step)
                sane = sane && abs(value) <= limit
                values[base + index] = value
            }
            if sane {
                flags[slot + landmark] = numbers == 4 ? [.present, .hasVisibility] : .present
            } else {
                try reject(piece, landmark, frame: frame, base: base, place: place, step)
            }
        }
    }

    /// Sets a missing z to 0 and keeps the landmark, or clears and counts the landmark; throws for a
    /// coordinate that is infinite or beyond the limit.
    private mutating func reject(
        _ piece: FlatFrame.Piece, _ landmark: Int, frame: Int, base: Int, place: Int, _ step: Int
    ) throws(LandmarkError) {
        let stored = values[base..<base + LandmarkClip.stride]
        if let number = stored.firstIndex(where: { abs($0) > LandmarkClip.coordinateLimit }),
            !stored.contains(where: \.isNaN)
        {
            throw LandmarkError(
                "\(["x", "y", "z", "visibility"][number - base]) of \(piece.part) landmark \(landmark) is "
                    + (values[number].isInfinite ? "infinite" : "beyond 100,000 image widths"),
                at: .frame(frame, byte: place + (number - base) * step),
                remedy: "save the array again, or cut the frame out")
        }
        let hasVisibility = piece.numbers == 4 && !values[base + 3].isNaN
        let isPlace =
            abs(values[base]) <= LandmarkClip.coordinateLimit
            && abs(values[base + 1]) <= LandmarkClip.coordinateLimit
        let isDepth = values[base + 2].isNaN || abs(values[base + 2]) <= LandmarkClip.coordinateLimit
        // A missing visibility is left out where NaN marks missing numbers. A missing z becomes 0.
        let isVisible = hasVisibility || piece.numbers < 4 || self.frame.missingIsNaN
        if isPlace, isDepth, isVisible,
            !hasVisibility || abs(values[base + 3]) <= LandmarkClip.coordinateLimit
        {
            if values[base + 2].isNaN { values[base + 2] = 0 }
            if !hasVisibility { values[base + 3] = 0 }
            flags[base / LandmarkClip.stride] = hasVisibility ? [.present, .hasVisibility] : .present
            return
        }
        for index in 0..<LandmarkClip.stride { values[base + index] = 0 }
        unreadable += 1
    }
}
