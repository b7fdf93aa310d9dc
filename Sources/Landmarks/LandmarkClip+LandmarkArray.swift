extension LandmarkClip {
    /// The clip of an array. O(landmarks).
    ///
    /// Throws for a coordinate that is infinite or beyond ``coordinateLimit``.
    ///
    /// - Parameter hand: the side of a single hand.
    init(_ array: LandmarkArray, hand: Handedness = .right) throws(LandmarkError) {
        let isLone = array.flat?.pieces.count == 1
        let layout = isLone ? LandmarkLayout(parts: [hand.part]) : array.layout
        let count = array.frameCount * layout.landmarkCount
        var values = [Float](repeating: 0, count: count * Self.stride)
        var flags = [LandmarkFlags](repeating: [], count: count)
        var fault: Fault?
        var unreadable = 0
        values.withUnsafeMutableBufferPointer { values in
            flags.withUnsafeMutableBufferPointer { flags in
                for frame in 0..<array.frameCount where fault == nil {
                    var first = 0
                    for part in layout.parts {
                        let landmarks = layout.count(of: part)
                        let piece = array.flat?.pieces.first { isLone || $0.part == part }
                        let slot = frame * layout.landmarkCount + first
                        let source = PartSource(
                            array: array, frame: frame, place: piece?.firstNumber ?? first,
                            numbers: piece?.numbers ?? (array.hasVisibility ? 4 : 3))
                        unreadable += source.copy(
                            landmarks, to: &values, flags: &flags, slot: slot, fault: &fault, part: part)
                        first += landmarks
                    }
                }
            }
        }
        if let fault { throw fault.error }
        // In frames that are not flattened, NaN marks a missing landmark and gives no warning.
        let warnings =
            array.isFlat && unreadable > 0
            ? [RecordingWarning.notNumbers(unreadable)] : []
        self.init(
            layout: layout, facts: SourceFacts(), frameCount: array.frameCount, timestamps: array.timestamps,
            values: values, flags: flags, warnings: warnings)
    }

    /// A number outside the range of coordinates.
    fileprivate struct Fault {
        let frame: Int
        let part: LandmarkPart
        let landmark: Int
        let component: Int
        let isInfinite: Bool

        var error: LandmarkError {
            LandmarkError(
                "\(["x", "y", "z", "visibility"][component]) of \(part) landmark \(landmark) is "
                    + (isInfinite ? "infinite" : "beyond 100,000 image widths"),
                at: .frame(frame, byte: nil), remedy: "give NaN for what is missing, or cut the frame out")
        }
    }
}

/// One part of one frame of an array.
private struct PartSource {
    let array: LandmarkArray
    let frame: Int
    let place: Int
    let numbers: Int

    @inline(__always)
    private func number(_ landmark: Int, _ component: Int) -> Float {
        array.isFlat
            ? array.value(frame, place + landmark * numbers + component)
            : array.value(frame, place + landmark, component)
    }

    /// Copies the detected landmarks, and returns the number of landmarks that hold NaN.
    func copy(
        _ landmarks: Int, to values: inout UnsafeMutableBufferPointer<Float>,
        flags: inout UnsafeMutableBufferPointer<LandmarkFlags>, slot: Int, fault: inout LandmarkClip.Fault?,
        part: LandmarkPart
    ) -> Int {
        guard isDetected(landmarks) else { return 0 }
        var unreadable = 0
        for landmark in 0..<landmarks {
            let base = (slot + landmark) * LandmarkClip.stride
            var isMissing = false
            for component in 0..<(array.isFlat ? numbers : 3) {
                let value = number(landmark, component)
                let isDepthless = component == 2 && value.isNaN
                isMissing = isMissing || (value.isNaN && !isDepthless)
                values[base + component] = isDepthless ? 0 : value
            }
            if isMissing {
                for component in 0..<LandmarkClip.stride { values[base + component] = 0 }
                unreadable += 1
                continue
            }
            var flag = LandmarkFlags.present
            if numbers == 4 {
                let visibility = number(landmark, 3)
                if !visibility.isNaN {
                    values[base + 3] = visibility
                    flag.insert(.hasVisibility)
                }
            }
            for component in 0..<4 where abs(values[base + component]) > LandmarkClip.coordinateLimit {
                fault = LandmarkClip.Fault(
                    frame: frame, part: part, landmark: landmark, component: component,
                    isInfinite: values[base + component].isInfinite)
                return unreadable
            }
            flags[slot + landmark] = flag
        }
        return unreadable
    }

    /// An undetected part is all zeros.
    private func isDetected(_ landmarks: Int) -> Bool {
        for landmark in 0..<landmarks {
            for component in 0..<(array.isFlat ? numbers : 3) where number(landmark, component) != 0 {
                return true
            }
        }
        return false
    }
}
