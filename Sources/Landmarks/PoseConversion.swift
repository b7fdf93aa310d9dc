/// Fills a clip's buffers, initially zero, from the blocks of a `.pose` body.
struct PoseConversion {
    private let body: PoseBody
    private let layout: LandmarkLayout
    /// The largest accepted size of a coordinate.
    let limit: Float

    init(_ body: PoseBody, layout: LandmarkLayout, limit: Float) {
        self.body = body
        self.layout = layout
        self.limit = limit
    }

    /// The values and flags of the components; x and y of each are divided by its size. A warning counts the
    /// landmarks with a confidence but NaN coordinates.
    func converted(
        _ placements: [PosePlacement], of bytes: RawSpan, sizes: [(Float, Float)],
        warnings: inout [RecordingWarning]
    ) throws(LandmarkError) -> (values: [Float], flags: [LandmarkFlags]) {
        let slots = body.frameCount * layout.landmarkCount
        var values = Array(repeating: Float(0), count: slots * LandmarkClip.stride)
        var flags = Array(repeating: LandmarkFlags(), count: slots)
        var unreadable = 0
        for (placement, size) in zip(placements, sizes) {
            unreadable += try convert(placement, of: bytes, size: size, into: &values, &flags)
        }
        if unreadable > 0 {
            warnings.append(.notNumbers(unreadable))
        }
        return (values, flags)
    }

    /// Converts one component in every frame; x and y are divided by `size`. Missing landmarks stay zeros.
    ///
    /// Returns the number of landmarks with a confidence but NaN coordinates.
    ///
    /// The division is in float32. Both operands are exact, so there is one rounding, with the same bits as a
    /// division in double that is rounded afterwards (53 digits are more than twice 24 and 1).
    private func convert(
        _ placement: PosePlacement, of bytes: RawSpan, size: (Float, Float), into values: inout [Float],
        _ flags: inout [LandmarkFlags]
    ) throws(LandmarkError) -> Int {
        guard let start = layout.range(of: placement.part)?.lowerBound else { return 0 }
        var unreadable = 0
        let component = placement.component
        let divisor = SIMD4<Float>(size.0, size.1, 1, 1)
        let highest = SIMD4<Float>(repeating: limit)
        let lowest = -highest
        let isVisibility = placement.part.statesVisibility
        var valueSpan = values.mutableSpan
        var valueBytes = valueSpan.mutableBytes
        var flagSpan = flags.mutableSpan
        for frame in 0..<body.frameCount {
            guard let block = body.block(of: component, frame: frame) else { continue }
            let base = frame * layout.landmarkCount + start
            for point in placement.landmarks.indices {
                let confidence = bytes.float32(at: block.confidence + point * block.confidenceStride)
                if confidence == 0 { continue }
                let place = block.data + point * block.dataStride
                let pixels = SIMD4(
                    bytes.float32(at: place), bytes.float32(at: place + 4),
                    component.hasDepth ? bytes.float32(at: place + 8) : 0, confidence)
                var landmark = pixels / divisor
                // False for NaN too.
                guard all((landmark .<= highest) .& (landmark .>= lowest)) else {
                    try check(landmark, frame: frame, point: point, of: placement, at: block, bytes)
                    unreadable += 1
                    continue
                }
                let slot = base + placement.landmarks[point]
                if isVisibility || confidence != 1 {
                    flagSpan[slot] = [.present, .hasVisibility]
                } else {
                    landmark.w = 0
                    flagSpan[slot] = .present
                }
                valueBytes.storeBytes(of: landmark, toByteOffset: slot * 16, as: SIMD4<Float>.self)
            }
        }
        return unreadable
    }

    /// Whether any visible landmark of the component has an x or y beyond `bound`.
    func exceeds(_ bound: Float, _ placement: PosePlacement, of bytes: RawSpan) -> Bool {
        for frame in 0..<body.frameCount {
            guard let block = body.block(of: placement.component, frame: frame) else { continue }
            for point in placement.landmarks.indices {
                let place = block.data + point * block.dataStride
                let reach = max(abs(bytes.float32(at: place)), abs(bytes.float32(at: place + 4)))
                if reach > bound, bytes.float32(at: block.confidence + point * block.confidenceStride) != 0 {
                    return true
                }
            }
        }
        return false
    }

    /// Throws for a landmark that is infinite or beyond the limit, and accepts NaN.
    private func check(
        _ landmark: SIMD4<Float>, frame: Int, point: Int, of placement: PosePlacement,
        at block: PoseBody.Block, _ bytes: RawSpan
    ) throws(LandmarkError) {
        if (0..<4).contains(where: { landmark[$0].isNaN }) { return }
        let lane = (0..<4).first { !(abs(landmark[$0]) <= limit) } ?? 0
        let place =
            lane == 3
            ? block.confidence + point * block.confidenceStride
            : block.data + point * block.dataStride + lane * 4
        throw LandmarkError(
            "\(["x", "y", "z", "confidence"][lane]) of point \(point) of "
                + "\(bytes.quotation(of: placement.component.name)) is "
                + (landmark[lane].isInfinite ? "infinite" : "beyond 100,000 image widths or metres"),
            at: .frame(frame, byte: place), remedy: "export the file again, or cut the frame out")
    }
}
