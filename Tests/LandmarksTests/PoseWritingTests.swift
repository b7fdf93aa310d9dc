import TestSupport
import CLandmarks
import Testing

@testable import Landmarks

@Suite("Landmarks written as .pose, eight at a time")
struct PoseWritingTests {
    /// A frame in its written form: the points, their confidences and a code for every four.
    struct Written: Equatable {
        var coordinates: [UInt32] = []
        var confidences: [UInt32] = []
        var codes: [UInt32] = []
    }

    struct Frame {
        var values: [Float]
        var flags: [UInt8]
        let width: Float
        let height: Float
    }

    /// The written form of a frame, computed by `PoseExact` one landmark at a time; `nil` where it cannot be
    /// written.
    private func twin(_ frame: Frame) -> Written? {
        var written = Written()
        for landmark in frame.flags.indices {
            let (isPresent, isStated) = (frame.flags[landmark] & 1 != 0, frame.flags[landmark] & 2 != 0)
            let numbers = frame.values[landmark * 4..<landmark * 4 + 4]
            var code: UInt32 = 0
            if isPresent {
                guard numbers.allSatisfy({ $0.isFinite && abs($0) <= LandmarkClip.coordinateLimit }) else {
                    return nil
                }
                let point = Array(numbers)
                let x = point[0] * frame.width
                let y = point[1] * frame.height
                guard let stepX = PoseExact.step(from: x / frame.width, to: point[0]),
                    let stepY = PoseExact.step(from: y / frame.height, to: point[1])
                else { return nil }
                written.coordinates += [x, y, point[2]].map(\.bitPattern)
                var visibility = PoseExact.Visibility.notStated
                if isStated {
                    visibility =
                        point[3] != 0
                        ? PoseExact.Visibility.isConfidence
                        : point[3].sign == .plus ? PoseExact.Visibility.zero : PoseExact.Visibility.minusZero
                }
                written.confidences.append(
                    (visibility == PoseExact.Visibility.isConfidence ? point[3] : 1).bitPattern)
                code = stepX | stepY << 2 | visibility << 4
            } else {
                written.coordinates += [0, 0, 0]
                written.confidences.append(0)
                if isStated { code = PoseExact.Visibility.isConfidence << 4 }
            }
            if landmark % 4 == 0 { written.codes.append(0) }
            written.codes[landmark / 4] |= code << (6 * UInt32(landmark % 4))
        }
        written.codes = written.codes.map { Float($0).bitPattern }
        return written
    }

    private func run(
        _ frame: Frame,
        _ body: (
            UnsafePointer<landmark_pose_frame>, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
            UnsafeMutableRawPointer?
        ) -> Bool
    ) -> Written? {
        let count = frame.flags.count
        // The writer must not touch the bytes after the frame.
        let guarded: UInt32 = 0x5AA5_A55A
        var written = Written(
            coordinates: Array(repeating: guarded, count: count * 3 + 1),
            confidences: Array(repeating: guarded, count: count + 1),
            codes: Array(repeating: guarded, count: (count + 3) / 4 + 1))
        let isDone = frame.values.withUnsafeBufferPointer { values in
            frame.flags.withUnsafeBufferPointer { flags in
                var landmarks = landmark_pose_frame(
                    values: values.baseAddress, flags: flags.baseAddress, count: count, width: frame.width,
                    height: frame.height, limit: LandmarkClip.coordinateLimit)
                return body(
                    &landmarks, &written.coordinates, &written.confidences, &written.codes)
            }
        }
        #expect(written.coordinates.removeLast() == guarded)
        #expect(written.confidences.removeLast() == guarded)
        #expect(written.codes.removeLast() == guarded)
        return isDone ? written : nil
    }

    @Test("They equal the landmarks written one by one, on this machine's instructions and on any machine's")
    func frames() {
        var random = SplitMix64(seed: 61)
        var refused = 0
        for round in 0..<3000 {
            let count = round % 70
            let clip = random.clip(LandmarkLayout(parts: [.pose, .face], faceCount: 478), frames: 1)
            var frame = Frame(
                values: Array(clip.values.prefix(count * 4)),
                flags: clip.flags.prefix(count).map(\.rawValue),
                width: Float(clip.facts.width ?? 640), height: Float(clip.facts.height ?? 480))
            if count > 0, round % 3 == 0 {
                // One number, NaN or too large, of a present or a missing landmark.
                let place = Int.random(in: 0..<count * 4, using: &random)
                frame.values[place] = random.pick([
                    .nan, -.nan, .infinity, -.infinity, LandmarkClip.coordinateLimit.nextUp, -1e9,
                    .greatestFiniteMagnitude,
                ])
            }
            let expected = twin(frame)
            // A Boolean, because a failed expectation would print the buffers.
            let here = run(frame, landmark_pose_write) == expected
            let anywhere = run(frame, landmark_pose_write_anywhere) == expected
            #expect(here, "frame \(round)")
            #expect(anywhere, "frame \(round)")
            refused += expected == nil ? 1 : 0
        }
        #expect(refused > 200)
    }

    @Test("A landmark that cannot be written is named", arguments: 0..<33)
    func faults(landmark: Int) throws {
        var random = SplitMix64(seed: 67)
        let layout = LandmarkLayout(parts: [.pose], faceCount: 478)
        let clip = random.clip(layout, frames: 3)
        for (part, number) in [Float.nan, .infinity, 1e6, -1e6].enumerated() {
            var values = clip.values
            var flags = clip.flags
            values[(2 * layout.landmarkCount + landmark) * 4 + part] = number
            flags[2 * layout.landmarkCount + landmark] = [.present, .hasVisibility]
            let bad = LandmarkClip(
                layout: layout, facts: clip.facts, frameCount: 3, timestamps: nil, values: values,
                flags: flags)
            let error = try #require(throws: LandmarkError.self) { try bad.poseFile() }
            #expect(
                error.description.contains("landmark \(landmark) is not a finite coordinate within ±100,000"),
                "\(error)")
            #expect(error.location == .frame(2, byte: nil))
        }
    }
}
