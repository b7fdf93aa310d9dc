import CLandmarkJSON

extension LandmarkClip {
    /// Floats that a clip may always hold, whatever its text measures: an hour of hands and pose.
    private static let freeBytes = 64 << 20
    /// Bytes of clip for a byte of text beyond that. A landmark takes 17 bytes here and at least 3 in JSON.
    private static let bytesPerByteOfText = 32

    /// The frames of the parser in the layout of all parts that any of them has.
    ///
    /// Where no frame has any part, the layout is that of an attempt in which nobody was seen: pose and hands, as far as
    /// they are `wanted`.
    init(_ frames: landmark_json_result, of wanted: Set<LandmarkPart>) throws(LandmarkError) {
        var parts = LandmarkPart.allCases.filter { frames.parts & (1 << UInt32($0.rawValue)) != 0 }
        if parts.isEmpty { parts = LandmarkPart.ofNobody.filter(wanted.contains) }
        let layout = LandmarkLayout(parts: parts, faceCount: Int(frames.face_count))
        let frameCount = frames.frame_count

        // A frame in the clip is as large as the largest: ten bytes of {"t":0.1} must not buy ten kilobytes.
        let frameBytes = layout.landmarkCount * (Self.stride * MemoryLayout<Float>.size + 1)
        let allowed = max(Self.freeBytes, frames.bytes * Self.bytesPerByteOfText)
        guard frameCount <= allowed / max(frameBytes, 1) else {
            throw LandmarkError(
                "\(frameCount) frames hold landmarks in hardly any of them",
                remedy: "cut the recording to where the signer is seen")
        }
        self.init(
            layout: layout, facts: SourceFacts(frames.facts), frameCount: frameCount,
            timestamps: frames.times.map { Array(UnsafeBufferPointer(start: $0, count: frameCount)) },
            values: Self.spread(frames, over: layout, width: Self.stride) { $0.values },
            flags: Self.spread(frames, over: layout, width: 1) { result in
                // The same byte on both sides.
                result.flags.map {
                    UnsafeRawPointer($0).assumingMemoryBound(to: LandmarkFlags.self)
                }
            },
            warnings: Self.warnings(frames))
    }

    /// The parser's values at `width` a landmark, each part at its place in the frame and zeros where it is absent.
    private static func spread<Value>(
        _ frames: landmark_json_result, over layout: LandmarkLayout, width: Int,
        from source: (landmark_json_result) -> UnsafePointer<Value>?
    ) -> [Value] {
        let frameSize = layout.landmarkCount * width
        let count = frames.frame_count * frameSize
        let ranges = LandmarkPart.allCases.map { layout.range(of: $0) ?? 0..<0 }
        let values = source(frames)
        return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Floats and flags alike are all bits zero where nothing was detected. A frame has a part once at most.
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
                    "Both hands carry the same label in \(count(frames.alike_hands)), first in frame "
                        + "\(frames.first_alike_hands); the less certain one was taken for the other hand."))
        }
        if frames.extra_people > 0 {
            warnings.append(
                RecordingWarning(
                    .severalPeople,
                    "More than one person was seen in \(count(frames.extra_people)), first in frame "
                        + "\(frames.first_extra_people); the first person was kept."))
        }
        return warnings
    }

    private static func count(_ frames: Int) -> String { frames == 1 ? "1 frame" : "\(frames) frames" }
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
