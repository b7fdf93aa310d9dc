import CLandmarkPose

/// Converts the `.pose` body that writers mostly leave: whole components of XYZC points, a plane of coordinates and one of
/// confidences, every number as it should be.
///
/// Gives what ``PoseConversion`` and ``PoseExactReader`` give, in a fraction of their time, or `nil` for all else, faults
/// among it, which those then have the words for. The tests hold it to that.
struct PosePlanes {
    private let body: PoseBody
    private let layout: LandmarkLayout
    private let placements: [PosePlacement]

    /// `nil` where the body or a component is of another form.
    init?(_ body: PoseBody, layout: LandmarkLayout, placements: [PosePlacement]) {
        guard body.isPlanar, !placements.isEmpty,
            placements.allSatisfy({ $0.isWhole && $0.component.hasDepth })
        else { return nil }
        self.body = body
        self.layout = layout
        self.placements = placements
    }

    /// The values and flags of a plain file; x and y of each component are divided by its size. O(landmarks).
    func converted(_ bytes: RawSpan, sizes: [(Float, Float)]) -> (values: [Float], flags: [LandmarkFlags])? {
        filled(from: bytes) { base, frame, values, flags in
            var first = 0
            for (placement, size) in zip(placements, sizes) {
                guard let block = body.block(of: placement.component, frame: frame) else { return false }
                var points = Self.points(
                    base, block, count: placement.landmarks.count, size: size,
                    limit: LandmarkClip.coordinateLimit)
                // The pose detector states a visibility for every landmark. For the others a 1 says that none was known.
                let isVisibility = placement.part == .pose || placement.part == .poseWorld
                let done = landmark_pose_convert(
                    &points, !isVisibility, values + first * LandmarkClip.stride, flags + first)
                guard done == points.count else { return false }
                first += done
            }
            return true
        }
    }

    /// The values, flags and timestamps of a file with a `SIGNIFY_EXACT` component. O(landmarks).
    func restored(
        _ bytes: RawSpan, by exact: PoseExactReader, size: (Float, Float)
    ) -> (values: [Float], flags: [LandmarkFlags], timestamps: [Double]?)? {
        // The components are the first of the file, without a gap: so are their points.
        let filled = filled(from: bytes) { base, frame, values, flags in
            guard let block = body.block(of: placements[0].component, frame: frame),
                let codes = exact.codes(ofFrame: frame)
            else { return false }
            var points = Self.points(
                base, block, count: layout.landmarkCount, size: size, limit: LandmarkClip.coordinateLimit)
            return landmark_pose_restore(&points, base + codes, values, flags)
        }
        guard let filled else { return nil }
        do throws(LandmarkError) {
            return (filled.values, filled.flags, try exact.timestamps(from: bytes))
        } catch {
            return nil
        }
    }

    /// The buffers of a clip, which `fill` fills a frame at a time from the file's first byte; `nil` where it returns false.
    private func filled(
        from bytes: RawSpan,
        _ fill: (
            _ base: UnsafeRawPointer, _ frame: Int, _ values: UnsafeMutablePointer<Float>,
            _ flags: UnsafeMutablePointer<UInt8>
        ) -> Bool
    ) -> (values: [Float], flags: [LandmarkFlags])? {
        let count = layout.landmarkCount
        let slots = body.frameCount * count
        var flags = Array(repeating: LandmarkFlags(), count: slots)
        let values = [Float](unsafeUninitializedCapacity: slots * LandmarkClip.stride) { buffer, written in
            bytes.withUnsafeBytes { bytes in
                flags.withUnsafeMutableBytes { flags in
                    guard let base = bytes.baseAddress, let values = buffer.baseAddress,
                        let flags = flags.assumingMemoryBound(to: UInt8.self).baseAddress
                    else { return }
                    for frame in 0..<body.frameCount {
                        let slot = frame * count
                        guard fill(base, frame, values + slot * LandmarkClip.stride, flags + slot) else {
                            return
                        }
                    }
                    written = slots * LandmarkClip.stride
                }
            }
        }
        return values.count == slots * LandmarkClip.stride ? (values, flags) : nil
    }

    private static func points(
        _ base: UnsafeRawPointer, _ block: PoseBody.Block, count: Int, size: (Float, Float), limit: Float
    ) -> landmark_pose_points {
        landmark_pose_points(
            coordinates: base + block.data, confidences: base + block.confidence, count: count,
            width: size.0, height: size.1, limit: limit)
    }
}
