import TestSupport
import CLandmarks
import Testing

@testable import Landmarks

/// Compares the fast conversion of a `.pose` body with the slow one: it gives the same buffers to the bit, or
/// none.
struct PosePlanesTests {
    /// The buffers of both conversions; `nil` where one gives none.
    private struct Ways {
        var quick: Buffers?
        var slow: Buffers?

        /// Whether the fast conversion gives the buffers of the slow one, or none.
        var agree: Bool { quick == nil || quick == slow }
    }

    private struct Buffers: Equatable {
        var values: [UInt32]
        var flags: [LandmarkFlags]
        var times: [UInt64]?

        init(_ values: [Float], _ flags: [LandmarkFlags], _ times: [Double]? = nil) {
            self.values = values.map(\.bitPattern)
            self.flags = flags
            self.times = times?.map(\.bitPattern)
        }
    }

    /// The parts of a `.pose` file that both conversions need.
    private struct File {
        let header: PoseHeader
        let body: PoseBody
        let placements: [PosePlacement]
        let layout: LandmarkLayout

        init(_ span: RawSpan) throws {
            header = try PoseHeader(span)
            body = try PoseBody(span, after: header)
            var warnings: [RecordingWarning] = []
            placements = try PoseReader.place(header, of: span, warnings: &warnings)
            layout = LandmarkLayout(
                parts: placements.map(\.part),
                faceCount: placements.first { $0.part == .face }?.landmarkCount ?? 0)
        }

        var planes: PosePlanes? { PosePlanes(body, layout: layout, placements: placements) }
    }

    private func plain(_ bytes: [UInt8]) throws -> Ways {
        let span = bytes.span.bytes
        let file = try File(span)
        let sizes = file.placements.map {
            $0.part.isWorld ? (Float(1), Float(1)) : (Float(file.header.width), Float(file.header.height))
        }
        var ways = Ways()
        if let (values, flags) = file.planes?.converted(span, sizes: sizes) {
            ways.quick = Buffers(values, flags)
        }
        let conversion = PoseConversion(file.body, layout: file.layout, limit: LandmarkClip.coordinateLimit)
        var warnings: [RecordingWarning] = []
        if let (values, flags) = try? conversion.converted(
            file.placements, of: span, sizes: sizes, warnings: &warnings)
        {
            ways.slow = Buffers(values, flags)
        }
        return ways
    }

    private func exact(_ bytes: [UInt8]) throws -> Ways {
        let span = bytes.span.bytes
        let file = try File(span)
        let last = file.header.components.first { $0.isExact }
        let component = try #require(last)
        let exact = try PoseExactReader(
            component, of: span, header: file.header, body: file.body, layout: file.layout)
        let size = (Float(file.header.width), Float(file.header.height))
        var ways = Ways()
        if let (values, flags, times) = file.planes?.restored(span, by: exact, size: size) {
            ways.quick = Buffers(values, flags, times)
        }
        let conversion = PoseConversion(
            file.body, layout: file.layout, limit: LandmarkClip.coordinateLimit.nextUp)
        var unreadable: [RecordingWarning] = []
        do {
            var (values, flags) = try conversion.converted(
                file.placements, of: span, sizes: file.placements.map { _ in size }, warnings: &unreadable)
            let times = try exact.restore(&values, &flags, from: span)
            if unreadable.isEmpty { ways.slow = Buffers(values, flags, times) }
        } catch {}
        return ways
    }

    @Test("Plain files, whole and damaged, of every count of landmarks modulo eight")
    func plainFiles() throws {
        var random = SplitMix64(seed: 51)
        var outcomes = (read: 0, left: 0)
        for round in 0..<100 {
            let parts = LandmarkPart.allCases.filter { _ in Bool.random(using: &random) } + [.leftHand]
            let layout = LandmarkLayout(parts: parts, faceCount: round % 2 == 0 ? 468 : 478)
            var sample = PoseSample(
                version: round % 3 == 0 ? 0.1 : 0.2, width: 641, height: 479,
                components: layout.parts.map { PoseSample.component($0, count: layout.count(of: $0)) })
            sample.fill(frames: 3, people: 1 + round % 2, notNumbers: round % 5 == 0, &random)
            if round % 7 == 0 {
                let numbers: [Float] = [
                    .infinity, -.infinity, 1e9, .nan, 6.41e7, -0.0, .leastNonzeroMagnitude,
                ]
                let landmark = Int.random(in: 0..<layout.landmarkCount, using: &random)
                let lane = Int.random(in: 0..<4, using: &random)
                sample.frames[1][0][landmark][lane] = random.pick(numbers)
            }
            let ways = try plain(sample.bytes)
            let agree = ways.agree
            #expect(agree)
            outcomes.read += ways.quick == nil ? 0 : 1
            outcomes.left += ways.quick == nil ? 1 : 0
            if round % 5 != 0, round % 7 != 0 {
                let isRead = ways.quick != nil
                #expect(isRead)
            }
        }
        #expect(outcomes.read > 50 && outcomes.left > 10)
    }

    @Test("Files of exact codes, whole and damaged")
    func exactFiles() throws {
        var random = SplitMix64(seed: 52)
        var outcomes = (read: 0, left: 0)
        for round in 0..<40 {
            let parts = LandmarkPart.allCases.filter { _ in Bool.random(using: &random) } + [.pose]
            let layout = LandmarkLayout(parts: parts, faceCount: round % 2 == 0 ? 468 : 478)
            let file = try random.clip(layout, frames: 2).poseFile()
            let ways = try exact(file)
            let isRead = ways.quick != nil && ways.agree
            #expect(isRead)
            for _ in 0..<10 {
                var damaged = file
                // After the names, which another test checks.
                let place = Int.random(in: file.count * 9 / 10..<file.count, using: &random)
                let data = Int.random(in: file.count / 2..<file.count, using: &random)
                damaged[random.pick([place, data])] = random.pick([
                    0, 1, 0x3F, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next()),
                ])
                guard let ways = try? exact(damaged) else { continue }
                // A Boolean, because a failed expectation would print the buffers.
                let agree = ways.agree
                #expect(agree)
                outcomes.read += ways.quick == nil ? 0 : 1
                outcomes.left += ways.quick == nil ? 1 : 0
            }
        }
        #expect(outcomes.read > 60 && outcomes.left > 30)
    }

    @Test("The loops give the same on this machine's instructions and on any machine's")
    func machines() {
        var random = SplitMix64(seed: 53)
        for count in 0..<200 {
            let odd: [Float] = [0, 1, -0.0, .nan, .infinity, 1e9]
            let coordinates = (0..<count * 3).map { _ in
                random.next() % 600 == 0 ? random.pick(odd) : Float.random(in: 0..<640, using: &random)
            }
            let confidences = (0..<count).map { _ in
                random.pick([0, 1, 1, Float.random(in: 0...1, using: &random)])
            }
            let codes = (0..<count / 4 + 1).map { _ in
                Float(random.pick([0, 16, 1 << 4 | 1 << 10, 0x410410, random.next() % (1 << 24)]))
            }
            func run(
                _ body: (UnsafePointer<landmark_pose_points>, inout [Float], inout [UInt8]) -> Int
            ) -> (Int, [UInt32], [UInt8]) {
                var values = [Float](repeating: 0, count: count * 4)
                var flags = [UInt8](repeating: 0, count: count)
                let done = coordinates.withUnsafeBytes { coordinates in
                    confidences.withUnsafeBytes { confidences in
                        var points = landmark_pose_points(
                            coordinates: coordinates.baseAddress, confidences: confidences.baseAddress,
                            count: count,
                            width: 640, height: 480, limit: 1e5)
                        return body(&points, &values, &flags)
                    }
                }
                return (done, values.prefix(done * 4).map(\.bitPattern), Array(flags.prefix(done)))
            }
            for isUnknown in [true, false] {
                let here = run { landmark_pose_convert($0, isUnknown, &$1, &$2) ? count : 0 }
                let anywhere = run { landmark_pose_convert_anywhere($0, isUnknown, &$1, &$2) ? count : 0 }
                let areAlike = here == anywhere
                #expect(areAlike)
            }
            let here = run { landmark_pose_restore($0, codes, &$1, &$2) ? count : 0 }
            let anywhere = run { landmark_pose_restore_anywhere($0, codes, &$1, &$2) ? count : 0 }
            let areAlike = here == anywhere
            #expect(areAlike)
        }
    }
}
