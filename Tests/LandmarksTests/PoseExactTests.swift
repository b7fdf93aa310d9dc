import TestSupport
import Testing

@testable import Landmarks

/// Files with a `SIGNIFY_EXACT` component that the writer cannot have written.
struct PoseExactTests {
    /// A hand's 21 landmarks: 3 + 6 floats, in 7 points for the facts.
    private static let points = 7
    private var clip: LandmarkClip {
        LandmarkClip(
            layout: LandmarkLayout(parts: [.leftHand]), facts: SourceFacts(fps: 30, mirrored: false),
            frameCount: 2, timestamps: [0.25, 0.5],
            values: Array(repeating: [0.3, 0.7, -0.1, 0], count: 42).flatMap { $0 },
            flags: Array(repeating: .present, count: 42))
    }

    private func failure(_ bytes: [UInt8]) throws -> String {
        try #require(throws: LandmarkError.self) { try PoseReader.read(bytes) }.what
    }

    private func replacing(_ old: String, _ new: String) throws -> [UInt8] {
        let bytes = try clip.poseFile()
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        let place = try #require(
            bytes.indices.first { $0 + old.count <= bytes.count && Array(bytes[$0..<$0 + old.count]) == old })
        let length: [UInt8] = [UInt8(new.count), 0]
        return Array(bytes[..<(place - 2)]) + length + new + Array(bytes[(place + old.count)...])
    }

    /// The file with one float of the component replaced.
    private func storing(_ value: Float, code index: Int, frame: Int = 0) throws -> [UInt8] {
        try storing(value, float: 21 * 3 + index, frame: frame)
    }

    /// The file with one coordinate of a frame replaced.
    private func storing(_ value: Float, float index: Int, frame: Int = 0) throws -> [UInt8] {
        var bytes = try clip.poseFile()
        let all = 21 + Self.points
        store(value, at: bytes.count - 2 * all * 16 + frame * all * 12 + index * 4, in: &bytes)
        return bytes
    }

    private func store(_ value: Float, at place: Int, in bytes: inout [UInt8]) {
        for byte in 0..<4 {
            bytes[place + byte] = UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32(byte)))
        }
    }

    @Test func factsAreReadInTheWritersFormOnly() throws {
        let wrong = [
            ("exact=1", "exact=2"), ("fps=30.0", "fps=3e1"), ("fps=30.0", "fps=nan"),
            ("fps=30.0", "fps=-30.0"),
            ("fps=30.0", "fps=2000.0"), ("width=unstated", "width=0"), ("width=unstated", "width=0640"),
            ("height=unstated", "height=65536"), ("mirrored=false", "mirrored=no"),
            ("dominant_hand=unstated", "dominant_hand=both"), ("timestamps=stated", "timestamps=maybe"),
        ]
        for (old, new) in wrong {
            #expect(try failure(replacing(old, new)).hasPrefix("SIGNIFY_EXACT has an unreadable"))
        }
        #expect(try failure(replacing("mirrored=false", "mirror=false")).contains("in place of 'mirrored'"))
        #expect(try failure(replacing("width=unstated", "width=641")).contains("another image size"))
        #expect(try failure(replacing("fps=30.0", "fps=31.0")).contains("another frame rate"))
        #expect(throws: Never.self) { try PoseReader.read(replacing("width=unstated", "width=640")) }
    }

    @Test func codesMustFit() throws {
        for value in [-1, 0.5, -0.0, .nan, .infinity, 0x1p24] as [Float] {
            #expect(try failure(storing(value, code: 4)).contains("no integer below 2^24"))
        }
        // A step of 3 does not exist. A visibility equal to the confidence is valid where the confidence is
        // 1.
        #expect(try failure(storing(3, code: 3)).contains("does not fit landmark 0"))
        #expect(throws: Never.self) { try PoseReader.read(storing(Float(16), code: 3)) }
        // 21 landmarks fill 5 floats and a quarter of the sixth; the rest must be empty.
        #expect(try failure(storing(64, code: 8)).contains("landmarks that are not there"))
        #expect(try failure(storing(1, code: 9)).contains("landmarks that are not there"))
        #expect(try failure(storing(0x1p21, code: 2)).contains("timestamp that goes backwards"))
        // The largest exponent, in the last frame: an infinite time there does not go backwards.
        #expect(try failure(storing(Float(0x7FF << 10), code: 0, frame: 1)).contains("timestamp"))
    }

    @Test func valuesMustKeepTheClipsPromises() throws {
        let limit = LandmarkClip.coordinateLimit
        #expect(throws: Never.self) { try PoseReader.read(storing(limit, float: 2)) }
        #expect(try failure(storing(limit.nextUp, float: 2)).contains("does not fit landmark 0"))
        #expect(try failure(storing(limit.nextUp.nextUp, float: 2)).hasPrefix("z of point 0"))
    }

    @Test func aMissingLandmarkHasNoStepsAndNoZeroVisibility() throws {
        let missing = LandmarkClip(
            layout: clip.layout, facts: clip.facts, frameCount: 2, timestamps: clip.timestamps,
            values: Array(repeating: 0, count: 42 * 4), flags: Array(repeating: [], count: 42))
        let bytes = try missing.poseFile()
        let place = bytes.count - 2 * (21 + Self.points) * 16 + (21 * 3 + 3) * 4
        for code in [1, 4, 32, 48] as [Float] {
            var wrong = bytes
            store(code, at: place, in: &wrong)
            #expect(try failure(wrong).contains("does not fit landmark 0"))
        }
        var stated = bytes
        store(16, at: place, in: &stated)
        #expect(try PoseReader.read(stated).flags[0] == .hasVisibility)
    }

    @Test func aCoordinateAtTheLimitSurvivesAQuotientBeyondIt() throws {
        let limit = LandmarkClip.coordinateLimit
        let width = try #require((1...65_535).first { limit * Float($0) / Float($0) > limit })
        let edge = LandmarkClip(
            layout: clip.layout, facts: SourceFacts(width: width), frameCount: 1, timestamps: nil,
            values: Array(repeating: [limit, -limit, limit, 0], count: 21).flatMap { $0 },
            flags: Array(repeating: .present, count: 21))
        #expect(try PoseReader.read(edge.poseFile()).isIdentical(to: edge))
    }

    @Test func aFileCutShortIsRefusedAtEveryByte() throws {
        let bytes = try clip.poseFile()
        for count in bytes.indices {
            #expect(throws: LandmarkError.self) { try PoseReader.read(Array(bytes[..<count])) }
        }
        #expect(throws: LandmarkError.self) { try PoseReader.read((bytes + [0])) }
    }

    @Test func coordinatesChangedByAnotherToolAreNotHalfBelieved() throws {
        var bytes = try clip.poseFile()
        let all = 21 + Self.points
        let body = bytes.count - 2 * all * 16
        // In a file without codes, a landmark marked as missing may have coordinates. Here the confidence of
        // a hand without a visibility must be 1.
        let confidence = body + 2 * all * 12
        for byte in 0..<4 { bytes[confidence + byte] = [0, 0, 0, 0x3F][byte] }
        #expect(try failure(bytes).contains("does not fit landmark 0"))
    }

    @Test("Any finite timestamp is restored from three integers")
    func timestamps() {
        var random = SplitMix64(seed: 31)
        for _ in 0..<10_000 {
            let time = Double(bitPattern: random.next())
            let (high, middle, low) = PoseExact.split(time)
            #expect(max(high, middle, low) < 0x1p24)
            #expect(PoseExact.join(UInt32(high), UInt32(middle), UInt32(low))?.bitPattern == time.bitPattern)
        }
    }
}
