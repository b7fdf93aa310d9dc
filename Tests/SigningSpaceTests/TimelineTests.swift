import Landmarks
import Testing

@testable import SigningSpace

@Suite("Gap filling on equal frames")
struct TimelineTests {
    private func timeline(frames: Int, fps: Double = 30) throws -> Timeline {
        let layout = LandmarkLayout(parts: [.pose])
        return try Timeline(
            LandmarkClip(
                layout: layout, facts: SourceFacts(fps: fps), frameCount: frames, timestamps: nil,
                values: [Float](repeating: 0, count: frames * layout.landmarkCount * LandmarkClip.stride),
                flags: [LandmarkFlags](repeating: [], count: frames * layout.landmarkCount)))
    }

    @Test("gaps up to 0.23 s are filled straight, longer ones stay missing", arguments: 1...12)
    func gaps(length: Int) throws {
        let line = try timeline(frames: 30)
        let missing = 10..<10 + length
        let track = line.resample(
            pointCount: 1, isSeen: { !missing.contains($0) }, point: { frame, _ in SIMD3(Float(frame), 0, 0) }
        )
        for frame in missing {
            #expect(track.seen[frame] == (length <= 6))
            if length <= 6 { #expect(abs(track[frame, 0].x - Float(frame)) < 1e-3) }
        }
        #expect(track.seen.indices.allSatisfy { missing.contains($0) || track.seen[$0] })
    }

    @Test(
        "the frames lost in a row that are filled at a rate",
        arguments: [(15.0, 3), (12, 2), (10, 1), (20, 3), (25, 4), (60, 13)])
    func gapsByRate(fps: Double, filled: Int) throws {
        let line = try timeline(frames: Int(fps) * 2, fps: fps)
        for (length, isFilled) in [(filled, true), (filled + 1, false)] {
            let missing = 5..<5 + length
            let track = line.resample(
                pointCount: 1, isSeen: { !missing.contains($0) }, point: { _, _ in .zero })
            #expect(track.seen.allSatisfy(\.self) == isFilled, "\(length) frames at \(fps) fps")
        }
    }

    @Test("nothing is invented before the first sight or after the last")
    func ends() throws {
        let track = try timeline(frames: 20).resample(
            pointCount: 1, isSeen: { (5..<15).contains($0) }, point: { _, _ in SIMD3(1, 1, 1) })
        #expect(track.seen.firstIndex(of: true) == 5)
        #expect(track.seen.lastIndex(of: true) == 14)
    }

    @Test("a movement at any rate is the same movement", arguments: [10.0, 15, 24, 25, 29.97, 60, 120])
    func rates(fps: Double) throws {
        let frames = Int(fps) * 2
        let line = try timeline(frames: frames, fps: fps)
        let track = line.resample(
            pointCount: 1, isSeen: { _ in true },
            point: { frame, _ in SIMD3(Float(Double(frame) / fps), 0, 0) })
        for frame in 0..<track.frameCount {
            #expect(track.seen[frame])
            #expect(abs(Double(track[frame, 0].x) - Double(frame) / 30) < 1e-4)
        }
    }

    @Test("smoothing keeps straight movement and missing frames as they are")
    func smoothing() throws {
        let track = try timeline(frames: 12).resample(
            pointCount: 1, isSeen: { $0 != 0 }, point: { frame, _ in SIMD3(Float(frame), 2, 0) }
        ).smoothed()
        #expect(!track.seen[0])
        for frame in 2..<11 { #expect(abs(track[frame, 0].x - Float(frame)) < 1e-4) }
    }
}
