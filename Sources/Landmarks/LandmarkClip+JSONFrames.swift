import CLandmarks
import Wording

extension LandmarkClip {
    /// Bytes that every clip may hold, whatever the size of its text: an hour of hands and pose.
    private static let freeBytes = 64 << 20
    /// Bytes of clip per byte of text beyond that. A landmark takes 17 bytes here and at least 3 in JSON.
    private static let bytesPerByteOfText = 32

    /// The frames of the parser, in the layout of all parts that any frame has.
    ///
    /// Where no frame has a part, the layout is that of an attempt without a detected person: pose and hands,
    /// as far as they are `wanted`.
    ///
    /// - Parameter timing: how counts of a clock become times.
    init(
        _ frames: landmark_json_result, of wanted: Set<LandmarkPart>, timing: FrameTimes.Timing = .own
    ) throws(LandmarkError) {
        var parts = LandmarkPart.allCases.filter { frames.parts & (1 << UInt32($0.rawValue)) != 0 }
        if parts.isEmpty { parts = LandmarkPart.ofNobody.filter(wanted.contains) }
        let layout = LandmarkLayout(parts: parts, faceCount: Int(frames.face_count))
        let frameCount = frames.frame_count

        try Self.checkDensity(frames: frameCount, layout, ofBytes: frames.bytes)
        let times = try FrameTimes(frames, timing)
        self.init(
            layout: layout, facts: SourceFacts(frames.facts), frameCount: frameCount,
            timestamps: times.seconds,
            values: Self.spread(frames, over: layout, width: Self.stride) { $0.values },
            flags: Self.spread(frames, over: layout, width: 1) { result in
                // Both types are one byte.
                result.flags.map {
                    UnsafeRawPointer($0).assumingMemoryBound(to: LandmarkFlags.self)
                }
            },
            warnings: Self.warnings(frames) + times.warnings)
    }

    /// Refuses sparse recordings: every frame of a clip is as large as the largest, so ten bytes of
    /// `{"t":0.1}` could allocate ten kilobytes.
    static func checkDensity(
        frames: Int, _ layout: LandmarkLayout, ofBytes bytes: Int
    ) throws(LandmarkError) {
        let frameBytes = layout.landmarkCount * (stride * MemoryLayout<Float>.size + 1)
        let allowed = max(freeBytes, bytes * bytesPerByteOfText)
        guard frames <= allowed / max(frameBytes, 1) else {
            throw LandmarkError(
                "hardly any of the \(frames) frames hold landmarks",
                remedy: "cut the recording to where the signer is seen")
        }
    }

    /// The parser's values at `width` per landmark, each part at its position in the frame; absent parts are
    /// zeros.
    private static func spread<Value>(
        _ frames: landmark_json_result, over layout: LandmarkLayout, width: Int,
        from source: (landmark_json_result) -> UnsafePointer<Value>?
    ) -> [Value] {
        let frameSize = layout.landmarkCount * width
        let count = frames.frame_count * frameSize
        let ranges = LandmarkPart.allCases.map { layout.range(of: $0) ?? 0..<0 }
        let values = source(frames)
        return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            // An undetected landmark is zero bits in floats and flags alike. A frame has each part at most
            // once.
            if frames.entry_count < frames.frame_count * layout.parts.count {
                UnsafeMutableRawBufferPointer(buffer).initializeMemory(as: UInt8.self, repeating: 0)
            }
            initialized = count
            guard let values, let target = buffer.baseAddress else { return }
            for frame in 0..<frames.frame_count {
                let first = frames.first_entry[frame]
                let isLast = frame + 1 == frames.frame_count
                let end = isLast ? frames.entry_count : frames.first_entry[frame + 1]
                for index in first..<end {
                    let entry = frames.entries[index]
                    let range = ranges[Int(entry.part)]
                    (target + frame * frameSize + range.lowerBound * width)
                        .update(from: values + entry.start * width, count: range.count * width)
                }
            }
        }
    }

    private static func warnings(_ frames: landmark_json_result) -> [RecordingWarning] {
        var warnings: [RecordingWarning] = []
        if frames.alike_hands > 0 {
            warnings.append(
                RecordingWarning(
                    .handsLabelledAlike,
                    [
                        "frames": .number(Double(frames.alike_hands)),
                        "frame": .number(Double(frames.first_alike_hands)),
                    ]))
        }
        if frames.extra_people > 0 {
            warnings.append(
                RecordingWarning(
                    .severalPeople,
                    [
                        "frames": .number(Double(frames.extra_people)),
                        "frame": .number(Double(frames.first_extra_people)),
                        "kept": frames.people_by_hands > 0 ? "hands" : "largest",
                    ]))
        }
        if frames.unlabelled_hands > 0 {
            warnings.append(
                RecordingWarning(.handsUnlabelled, ["frames": .number(Double(frames.unlabelled_hands))]))
        }
        let hands = [LandmarkPart.leftHand, .rightHand].reduce(0 as UInt32) { $0 | 1 << UInt32($1.rawValue) }
        // Without any hand, an unknown key may have held one, so all keys are named.
        let keys = frames.parts & hands == 0 ? frames.all_passed_over : frames.passed_over
        let passedOver = keys.map { String(cString: $0) } ?? ""
        if !passedOver.isEmpty {
            warnings.append(RecordingWarning(.keysPassedOver, ["keys": .text(passedOver)]))
        }
        return warnings
    }
}

/// The times of frames, in seconds.
struct FrameTimes {
    /// One per frame; `nil` where none are stated, or none can be read.
    let seconds: [Double]?
    /// The clock that gave the times; `nil` for seconds under `t`.
    let clock: FrameClock?
    let warnings: [RecordingWarning]

    enum Timing: Sendable {
        /// The frames' own counts determine the clock.
        case own
        /// The clock of earlier frames.
        case by(FrameClock)
        /// No times, as in earlier frames.
        case none
    }

    /// Reads the times of `frames`.
    ///
    /// - Throws: an error where they decrease.
    init(_ frames: landmark_json_result, _ timing: Timing = .own) throws(LandmarkError) {
        let count = frames.frame_count
        if let times = frames.times {
            (seconds, clock, warnings) = (Array(UnsafeBufferPointer(start: times, count: count)), nil, [])
            return
        }
        guard let pointer = frames.counts else {
            (seconds, clock) = (nil, nil)
            warnings =
                frames.times_are_few
                ? [RecordingWarning(.timesLeftOut, Message(.someTimesMissing))]
                : []
            return
        }
        let counts = Array(UnsafeBufferPointer(start: pointer, count: count))
        if let frame = counts.indices.dropFirst().first(where: { counts[$0] < counts[$0 - 1] }) {
            throw .timeBackwards(frame: frame)
        }
        let (unit, key) = Self.unit(frames.clock)
        let told: FrameClock?
        switch timing {
        case .own: told = FrameClock(counts, unit: unit)
        case .by(let clock): told = clock
        case .none:
            (seconds, clock, warnings) = (nil, nil, [])
            return
        }
        guard let clock = told else {
            (seconds, clock) = (nil, nil)
            warnings = [
                RecordingWarning(.timesLeftOut, Message(.timeUnitUnknown, ["key": .text(key)]))
            ]
            return
        }
        (seconds, self.clock, warnings) = (clock.seconds(counts), clock, [])
    }

    private static func unit(_ clock: landmark_json_clock) -> (FrameClock.Stated, key: String) {
        switch clock {
        case LANDMARK_JSON_MILLISECONDS: (.seconds(1e-3), "timestamp_ms")
        case LANDMARK_JSON_MICROSECONDS: (.seconds(1e-6), "timestamp_us")
        case LANDMARK_JSON_NANOSECONDS: (.seconds(1e-9), "timestamp_ns")
        case LANDMARK_JSON_TIMESTAMP: (.unsaid, "timestamp")
        case LANDMARK_JSON_TIME: (.unsaid, "time")
        case LANDMARK_JSON_TS: (.unsaid, "ts")
        default: (.seconds(1), "time_seconds")
        }
    }
}

extension SourceFacts {
    /// The facts as the parser states them.
    init(_ facts: landmark_json_facts) {
        self.init(
            fps: facts.fps.isNaN ? nil : facts.fps,
            width: facts.width == 0 ? nil : Int(facts.width),
            height: facts.height == 0 ? nil : Int(facts.height),
            mirrored: facts.mirrored < 0 ? nil : facts.mirrored == 1,
            dominantHand: facts.dominant_hand < 0 ? nil : facts.dominant_hand == 0 ? .left : .right)
    }
}
