import Landmarks
import Testing

@testable import SigningSpace

@Suite("Gap filling at equal intervals")
struct TimelineTests {
    private func timeline(frames: Int, fps: Double = 30) throws -> Timeline {
        let layout = LandmarkLayout(parts: [.pose])
        return try Timeline(
            LandmarkClip(
                layout: layout, facts: SourceFacts(fps: fps), frameCount: frames, timestamps: nil,
                values: [Float](repeating: 0, count: frames * layout.landmarkCount * LandmarkClip.stride),
                flags: [LandmarkFlags](repeating: [], count: frames * layout.landmarkCount)))
    }

    /// One point that moves along x, seen in some frames.
    private static func sightings(_ frames: [Int], x: (Int) -> Float) -> Sightings {
        Sightings(pointCount: 1, frames: frames, points: frames.map { SIMD4(x($0), 2, 0, 0) })
    }

    @Test("gaps up to 0.23 s are filled linearly, longer ones stay missing", arguments: 1...12)
    func gaps(length: Int) throws {
        let line = try timeline(frames: 30)
        let missing = 10..<10 + length
        let track = line.resample(Self.sightings((0..<30).filter { !missing.contains($0) }) { Float($0) })
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
                Self.sightings((0..<Int(fps) * 2).filter { !missing.contains($0) }) { _ in 0 })
            #expect(track.seen.allSatisfy(\.self) == isFilled, "\(length) frames at \(fps) fps")
        }
    }

    @Test("nothing is filled before the first sighting or after the last")
    func ends() throws {
        let track = try timeline(frames: 20).resample(Self.sightings(Array(5..<15)) { _ in 1 })
        #expect(track.seen.firstIndex(of: true) == 5)
        #expect(track.seen.lastIndex(of: true) == 14)
    }

    @Test("a movement at any rate is the same movement", arguments: [10.0, 15, 24, 25, 29.97, 60, 120])
    func rates(fps: Double) throws {
        let frames = Int(fps) * 2
        let line = try timeline(frames: frames, fps: fps)
        let track = line.resample(Self.sightings(Array(0..<frames)) { Float(Double($0) / fps) })
        for frame in 0..<track.frameCount {
            #expect(track.seen[frame])
            #expect(abs(Double(track[frame, 0].x) - Double(frame) / 30) < 1e-4)
        }
    }

    @Test("smoothing does not change straight movement or missing frames")
    func smoothing() throws {
        var track = try timeline(frames: 12).resample(Self.sightings(Array(1..<12)) { Float($0) })
        track.smooth()
        #expect(!track.seen[0])
        for frame in 2..<11 { #expect(abs(track[frame, 0].x - Float(frame)) < 1e-4) }
    }
}
