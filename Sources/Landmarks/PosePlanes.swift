import CLandmarks

/// Converts the usual `.pose` body: whole components of XYZC points, one plane of coordinates and one of
/// confidences, without a fault.
///
/// It returns the results of ``PoseConversion`` and ``PoseExactReader`` in a fraction of their time, or `nil`
/// for any other body or a fault; those types then report the fault. The tests compare the two.
struct PosePlanes {
    /// Consecutive points that are consecutive landmarks with the same conversion.
    private struct Run {
        let firstPoint: Int
        let firstLandmark: Int
        var count: Int
        /// The divisors of x and y.
        let size: (Float, Float)
        /// Whether the confidences are visibilities. The pose detector states one for every landmark; in
        /// other parts a confidence of 1 means an unknown visibility.
        let statesVisibility: Bool

        func isFollowed(by next: Run) -> Bool {
            firstPoint + count == next.firstPoint && firstLandmark + count == next.firstLandmark
                && size == next.size && statesVisibility == next.statesVisibility
        }
    }

    private let body: PoseBody
    private let planes: PoseBody.Planes
    private let layout: LandmarkLayout
    private let placements: [PosePlacement]

    /// `nil` where the body or a component has another form.
    init?(_ body: PoseBody, layout: LandmarkLayout, placements: [PosePlacement]) {
        guard let planes = body.planes, !placements.isEmpty,
            placements.allSatisfy({ $0.isWhole && $0.component.hasDepth })
        else { return nil }
        self.body = body
        self.planes = planes
        self.layout = layout
        self.placements = placements
    }

    /// The values and flags of a file without codes; x and y of each component are divided by its size.
    /// O(landmarks).
    func converted(_ bytes: RawSpan, sizes: [(Float, Float)]) -> (values: [Float], flags: [LandmarkFlags])? {
        let runs = runs(sizes: sizes)
        return filled(from: bytes) { base, frame, values, flags in
            for run in runs {
                var points = points(of: run, frame: frame, base)
                let isDone = landmark_pose_convert(
                    &points, !run.statesVisibility, values + run.firstLandmark * LandmarkClip.stride,
                    flags + run.firstLandmark)
                guard isDone else { return false }
            }
            return true
        }
    }

    /// The values, flags and timestamps of a file with a `SIGNIFY_EXACT` component. O(landmarks).
    func restored(
        _ bytes: RawSpan, by exact: PoseExactReader, size: (Float, Float)
    ) -> (values: [Float], flags: [LandmarkFlags], timestamps: [Double]?)? {
        // The components come first in the file, without a gap, so their points are consecutive.
        let run = Run(
            firstPoint: placements[0].component.firstPoint, firstLandmark: 0, count: layout.landmarkCount,
            size: size, statesVisibility: true)
        let filled = filled(from: bytes) { base, frame, values, flags in
            guard let codes = exact.codes(ofFrame: frame) else { return false }
            var points = points(of: run, frame: frame, base)
            return landmark_pose_restore(&points, base + codes, values, flags)
        }
        guard let filled else { return nil }
        do throws(LandmarkError) {
            return (filled.values, filled.flags, try exact.timestamps(from: bytes))
        } catch {
            return nil
        }
    }

    /// Fills a frame from the file's bytes; returns false where it cannot.
    private typealias Filling = (
        _ base: UnsafeRawPointer, _ frame: Int, _ values: UnsafeMutablePointer<Float>,
        _ flags: UnsafeMutablePointer<UInt8>
    ) -> Bool

    /// The buffers of a clip; `nil` where `fill` returns false.
    private func filled(
        from bytes: RawSpan, _ fill: Filling
    ) -> (values: [Float], flags: [LandmarkFlags])? {
        let slots = body.frameCount * layout.landmarkCount
        var values: [Float] = []
        let flags = [LandmarkFlags](unsafeUninitializedCapacity: slots) { flags, flagsWritten in
            values = [Float](unsafeUninitializedCapacity: slots * LandmarkClip.stride) { values, written in
                guard areFilled(values, flags, from: bytes, fill) else { return }
                written = slots * LandmarkClip.stride
                flagsWritten = slots
            }
        }
        return flags.count == slots ? (values, flags) : nil
    }

    private func areFilled(
        _ values: UnsafeMutableBufferPointer<Float>, _ flags: UnsafeMutableBufferPointer<LandmarkFlags>,
        from bytes: RawSpan, _ fill: Filling
    ) -> Bool {
        let count = layout.landmarkCount
        // A set of flags is stored as one byte.
        let flags = UnsafeMutableRawBufferPointer(flags).assumingMemoryBound(to: UInt8.self)
        guard let values = values.baseAddress, let flags = flags.baseAddress else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return (0..<body.frameCount).allSatisfy { frame in
                fill(base, frame, values + frame * count * LandmarkClip.stride, flags + frame * count)
            }
        }
    }

    private func runs(sizes: [(Float, Float)]) -> [Run] {
        var runs: [Run] = []
        var landmark = 0
        for (placement, size) in zip(placements, sizes) {
            let next = Run(
                firstPoint: placement.component.firstPoint, firstLandmark: landmark,
                count: placement.landmarks.count, size: size,
                statesVisibility: placement.part.statesVisibility)
            landmark += next.count
            if let last = runs.indices.last, runs[last].isFollowed(by: next) {
                runs[last].count += next.count
            } else {
                runs.append(next)
            }
        }
        return runs
    }

    private func points(of run: Run, frame: Int, _ base: UnsafeRawPointer) -> landmark_pose_points {
        let point = frame * planes.pointsInFrame + run.firstPoint
        return landmark_pose_points(
            coordinates: base + planes.data + point * 12, confidences: base + planes.confidence + point * 4,
            count: run.count, width: run.size.0, height: run.size.1, limit: LandmarkClip.coordinateLimit)
    }
}
