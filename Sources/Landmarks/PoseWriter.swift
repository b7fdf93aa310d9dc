import CLandmarks

extension LandmarkClip {
    /// The clip as a `.pose` file of version 0.2: the components of its parts under pose-format's names, one
    /// person, x and y in pixels (of world parts too, as in pose-format), z unchanged.
    ///
    /// The confidence is the visibility where stated, else 1, and 0 for missing landmarks. Without a stated
    /// image size the header has 640 × 480. A trailing `SIGNIFY_EXACT` component, about a twelfth of the
    /// size, stores the data that pixels and a confidence lose: the last bit of x and y, flags, timestamps,
    /// facts and whether each is stated. ``PoseReader`` restores the clip from it to the bit; other readers
    /// skip it. `warnings` are not written. O(frames × landmarks).
    ///
    /// - Throws: an error for a clip without frames, with data that ``LandmarkClip`` forbids, or with data
    ///   that the format cannot store: a frame rate outside (0, 1000], a size outside 1…65,535, timestamps
    ///   that decrease.
    public func poseFile() throws(LandmarkError) -> [UInt8] {
        try PoseWriter(self).file()
    }
}

struct PoseWriter {
    private let clip: LandmarkClip
    private let width: Int
    private let height: Int
    private let exactPoints: Int

    init(_ clip: LandmarkClip) throws(LandmarkError) {
        guard clip.frameCount > 0, clip.frameCount <= UInt32.max else {
            throw LandmarkError(
                clip.frameCount == 0 ? "the clip holds no frames" : "\(clip.frameCount) frames are too many",
                remedy: "write a clip of 1 to \(UInt32.max) frames")
        }
        width = clip.facts.width ?? LandmarkClip.assumedSize.width
        height = clip.facts.height ?? LandmarkClip.assumedSize.height
        guard (1...0xFFFF).contains(width), (1...0xFFFF).contains(height) else {
            throw LandmarkError(
                "an image of \(width) × \(height) pixels does not fit in a .pose header",
                remedy: "state a width and height of 1 to 65535 pixels, or none")
        }
        if let fps = clip.facts.fps, !(fps > 0 && fps <= Double(PoseReader.largestRate)) {
            throw LandmarkError(
                "a frame rate of \(fps) cannot be written",
                remedy: "state a rate above 0 and up to 1000, or none")
        }
        var last = -Double.infinity
        for (frame, time) in (clip.timestamps ?? []).enumerated() {
            guard time.isFinite, time >= last else {
                throw LandmarkError(
                    "timestamp \(time) does not follow \(last)", at: .frame(frame, byte: nil),
                    remedy: "sort the frames by time")
            }
            last = time
        }
        self.clip = clip
        exactPoints = PoseExact.pointCount(landmarkCount: clip.layout.landmarkCount)
    }

    func file() throws(LandmarkError) -> [UInt8] {
        let points = clip.layout.landmarkCount + exactPoints
        let header = header()
        guard let size = checkedProduct(clip.frameCount, points, 16) else {
            throw LandmarkError("\(clip.frameCount) frames are too many", remedy: "cut the clip")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(header.count + size)
        bytes.append(contentsOf: header)
        bytes.append(contentsOf: repeatElement(0, count: size))
        var span = bytes.mutableSpan
        var raw = span.mutableBytes
        for frame in 0..<clip.frameCount {
            try write(
                frame: frame, data: header.count + frame * points * 12,
                confidence: header.count + clip.frameCount * points * 12 + frame * points * 4, to: &raw)
        }
        return bytes
    }

    private func header() -> [UInt8] {
        var header = PoseHeaderBuilder()
        header.append(Float(0.2))
        header.append(shorts: [width, height, 0, clip.layout.parts.count + 1])
        for part in clip.layout.parts {
            let count = clip.layout.count(of: part)
            header.appendComponent(
                PoseCatalogue.componentName(of: part).description,
                points: PoseCatalogue.pointNames(of: part, count: count),
                limbs: PoseCatalogue.limbs(of: part, count: count), colours: PoseCatalogue.colours(of: part))
        }
        let facts = PoseExact.factNames(clip.facts, timestampsStated: clip.timestamps != nil)
        let fillers = Array(repeating: PoseExact.filler, count: exactPoints - facts.count)
        header.appendComponent(
            PoseExact.componentName.description, points: facts + fillers, limbs: [], colours: [(0, 0, 0)])
        header.append(PoseExact.headerRate(clip.facts, timestamps: clip.timestamps))
        header.append(UInt32(clip.frameCount))
        header.append(shorts: [1])
        return header.bytes
    }

    /// Writes one frame; `data` and `confidence` are the offsets of its first point's numbers.
    private func write(
        frame: Int, data: Int, confidence: Int, to bytes: inout MutableRawSpan
    ) throws(LandmarkError) {
        let count = clip.layout.landmarkCount
        let exactData = data + count * 12
        if let time = clip.timestamps?[frame] {
            let (high, middle, low) = PoseExact.split(time)
            bytes.store(high, at: exactData)
            bytes.store(middle, at: exactData + 4)
            bytes.store(low, at: exactData + 8)
        }
        for point in 0..<exactPoints { bytes.store(Float(1), at: confidence + (count + point) * 4) }
        let codes = exactData + PoseExact.timestampFloats * 4
        guard writeLandmarks(frame, data: data, confidence: confidence, codes: codes, to: &bytes) else {
            throw fault(in: frame)
        }
    }

    /// Writes the landmarks of a frame and their codes; returns false, with undefined output, where one
    /// cannot be written.
    private func writeLandmarks(
        _ frame: Int, data: Int, confidence: Int, codes: Int, to bytes: inout MutableRawSpan
    ) -> Bool {
        let count = clip.layout.landmarkCount
        let first = frame * count
        return clip.values.withUnsafeBufferPointer { values in
            clip.flags.withUnsafeBytes { flags in
                bytes.withUnsafeMutableBytes { bytes in
                    guard let values = values.baseAddress, let base = bytes.baseAddress,
                        let flags = flags.assumingMemoryBound(to: UInt8.self).baseAddress
                    else { return count == 0 }
                    var landmarks = landmark_pose_frame(
                        values: values + first * LandmarkClip.stride, flags: flags + first, count: count,
                        width: Float(width), height: Float(height), limit: LandmarkClip.coordinateLimit)
                    return landmark_pose_write(&landmarks, base + data, base + confidence, base + codes)
                }
            }
        }
    }

    /// The error for a frame with a landmark that cannot be written. ``PoseExact`` proves that every number
    /// within the limit can.
    private func fault(in frame: Int) -> LandmarkError {
        let count = clip.layout.landmarkCount
        let landmark = (0..<count).first { landmark in
            let slot = frame * count + landmark
            let values = clip.values[slot * LandmarkClip.stride..<(slot + 1) * LandmarkClip.stride]
            return clip.flags[slot].contains(.present)
                && !values.allSatisfy { abs($0) <= LandmarkClip.coordinateLimit }
        }
        return LandmarkError(
            "\(landmark.map { "landmark \($0)" } ?? "a landmark") is not a finite coordinate within ±100,000",
            at: .frame(frame, byte: nil), remedy: "mark it as missing")
    }
}

extension MutableRawSpan {
    /// Stores a float, little-endian.
    @inline(__always)
    fileprivate mutating func store(_ value: Float, at offset: Int) {
        storeBytes(of: value.bitPattern.littleEndian, toByteOffset: offset, as: UInt32.self)
    }
}
