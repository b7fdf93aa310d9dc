import TestSupport
import Testing

@testable import Landmarks

struct PoseReaderTests {
    private func read(_ sample: PoseSample) throws(LandmarkError) -> LandmarkClip {
        try PoseReader.read(sample.bytes)
    }

    private func failure(_ sample: PoseSample) throws -> LandmarkError {
        try #require(throws: LandmarkError.self) { try read(sample) }
    }

    /// A left hand in two frames, every point present.
    private var hand: PoseSample {
        var sample = PoseSample(components: [PoseSample.component(.leftHand)])
        sample.frames = Array(repeating: [Array(repeating: [64, 48, -0.5, 1], count: 21)], count: 2)
        return sample
    }

    @Test("Every version agrees with the slow twin", arguments: [0, 0.1, 0.2] as [Float])
    func twin(version: Float) throws {
        var random = SplitMix64(seed: 11)
        for round in 0..<12 {
            var components = [
                PoseSample.component(.pose), PoseSample.component(.face, count: round % 2 == 0 ? 468 : 478),
                PoseSample.component(.leftHand, format: ["XYZC", "XYC"][round % 2]),
                PoseSample.component(.rightHand, format: ["XYZC", "XYZKC"][round / 2 % 2]),
                PoseSample.component(.poseWorld),
                PoseSample.Component(name: "BODY_25", format: "XYC", points: ["Nose", "Neck"]),
            ]
            components.shuffle(using: &random)
            components.removeLast(Int.random(in: 0..<3, using: &random))
            var sample = PoseSample(version: version, width: 641, height: 479, components: components)
            sample.fill(frames: 3, people: 1 + round % 3, notNumbers: round % 4 == 0, &random)
            let clip = try read(sample)
            let twin = PoseTwin(sample.bytes)
            #expect(twin.agrees(with: clip, worldInPixels: true))
            #expect(clip.keepsItsPromises)
            #expect(clip.facts == SourceFacts(fps: 25, width: 641, height: 479))
            #expect(clip.timestamps == nil)
        }
    }

    @Test func reducedComponentsLandWhereTheirNamesSay() throws {
        var random = SplitMix64(seed: 12)
        var sample = PoseSample(components: [
            PoseSample.Component(name: "POSE_LANDMARKS", points: ["RIGHT_WRIST", "LEFT_SHOULDER"]),
            PoseSample.Component(name: "FACE_LANDMARKS", points: ["0", "7", "467", "10"]),
        ])
        sample.fill(frames: 4, people: 1, &random)
        let clip = try read(sample)
        #expect(PoseTwin(sample.bytes).agrees(with: clip))
        #expect(clip.layout == LandmarkLayout(parts: [.pose, .face]))
        #expect(
            clip.warnings.map(\.text) == [
                "'POSE_LANDMARKS' names 2 of 33 landmarks: the others are missing.",
                "'FACE_LANDMARKS' names 4 of 468 landmarks: the others are missing.",
            ])
        sample.components[1].points = ["0", "7", "470", "10"]
        #expect(try read(sample).layout.faceCount == 478)
    }

    @Test func unknownNamesCostTheFaceButRefuseAHand() throws {
        var sample = hand
        sample.components.append(PoseSample.Component(name: "FACE_LANDMARKS", points: ["CHIN"]))
        sample.frames = sample.frames.map { [$0[0] + [[1, 1, 1, 1]]] }
        let clip = try read(sample)
        #expect(clip.layout.parts == [.leftHand])
        #expect(clip.warnings.count == 1)
        #expect(clip.warnings[0].text.contains("'CHIN'"))

        var renamed = hand
        renamed.components[0].points[3] = "BASE"
        #expect(try failure(renamed).what.contains("'BASE', which MediaPipe does not have there"))
        renamed.components[0].points[3] = "WRIST"
        #expect(try failure(renamed).what.contains("'WRIST', which comes twice"))
        var extra = hand
        extra.components[0].points.append("SIXTH")
        extra.frames = extra.frames.map { [$0[0] + [[1, 1, 1, 1]]] }
        #expect(try failure(extra).what.contains("of 22 points"))
    }

    @Test func worldLandmarksInMetresStayAsTheyAre() throws {
        var sample = PoseSample(components: [PoseSample.component(.poseWorld)])
        sample.frames = [[Array(repeating: [0.3, -0.9, 0.1, 0.75], count: 33)]]
        let clip = try read(sample)
        #expect(PoseTwin(sample.bytes).agrees(with: clip, worldInPixels: false))
        #expect(clip.warnings.isEmpty)
        sample.frames[0][0][5] = [120, -200, 0.1, 0.75]
        let scaled = try read(sample)
        #expect(PoseTwin(sample.bytes).agrees(with: scaled, worldInPixels: true))
        #expect(
            scaled.warnings.map(\.text) == [
                "'POSE_WORLD_LANDMARKS' is in pixels: divided by the picture's size."
            ])
    }

    @Test func oddNumbersAreCountedOrRefusedWithTheirPlace() throws {
        var sample = hand
        sample.frames[1][0][4][2] = .nan
        sample.frames[0][0][9][3] = .nan
        sample.frames[1][0][5] = [.infinity, .infinity, .infinity, 0]
        let clip = try read(sample)
        #expect(clip.warnings.map(\.text) == ["2 landmarks are not numbers: taken as missing."])
        #expect(!clip.isPresent(frame: 1, landmark: 4) && !clip.isPresent(frame: 0, landmark: 9))
        #expect(!clip.isPresent(frame: 1, landmark: 5) && clip.isPresent(frame: 1, landmark: 6))

        for (index, value) in [Float.infinity, -6.5e7, 1e6].enumerated() {
            var bad = hand
            bad.frames[1][0][4][index] = value
            let error = try failure(bad)
            let body = bad.bytes.count - 2 * 21 * 16
            #expect(error.location == .frame(1, byte: body + (21 + 4) * 12 + index * 4))
            #expect(error.what.hasPrefix("\(["x", "y", "z"][index]) of point 4 of 'LEFT_HAND_LANDMARKS' is "))
        }
    }

    @Test func framesPastSixteenBitsAreCountedByTheBytes() throws {
        var sample = PoseSample(
            version: 0.1, components: [PoseSample.Component(name: "LEFT_HAND_LANDMARKS", points: ["WRIST"])])
        sample.frames = Array(repeating: [[[64, 48, 1, 1]]], count: 70_000)
        for declared in [70_000 - 65_536, 0, 65_535] {
            sample.declaredFrames = declared
            #expect(try read(sample).frameCount == 70_000)
        }
        sample.declaredFrames = 17
        #expect(try failure(sample).what.contains("bytes follow the 17 frames declared"))
    }

    /// A header may hold a guessed size. Pixels are in the caller's image where it has the signer in its
    /// middle; where fractions were multiplied by the header's size, the caller's size gives only the shape.
    @Test func theCallersSizeWins() throws {
        var random = SplitMix64(seed: 29)
        for (header, stated, reach, divisor) in [
            ((1000, 1000), (640, 480), (640, 480), (640, 480)),
            ((1000, 1000), (640, 480), (1000, 1000), (1000, 1000)),
            ((640, 480), (1920, 1080), (1920, 1080), (1920, 1080)),
            ((640, 480), (1920, 1080), (640, 480), (640, 480)),
            ((640, 480), (640, 480), (900, 900), (640, 480)),
        ] {
            var sample = PoseSample(components: [.pose, .leftHand].map { PoseSample.component($0) })
            (sample.width, sample.height) = header
            sample.frames = (0..<4).map { _ in
                let person = (0..<54).map { point in
                    // The shoulders near the middle.
                    let x =
                        (11...12).contains(point)
                        ? Float(reach.0) / 2 : .random(in: 1..<Float(reach.0), using: &random)
                    return [x, Float.random(in: 1..<Float(reach.1), using: &random), 0.25, 1]
                }
                return [person]
            }
            let facts = SourceFacts(width: stated.0, height: stated.1)
            let clip = try LandmarkReader(overriding: facts).read(bytes: sample.bytes)
            #expect(clip.facts.width == stated.0 && clip.facts.height == stated.1)
            let first = sample.frames[0][0][40]
            #expect(
                Array(clip.values[160..<163]) == [
                    first[0] / Float(divisor.0), first[1] / Float(divisor.1), 0.25,
                ])
            let plain = try LandmarkReader().read(bytes: sample.bytes)
            #expect(plain.values[160] == first[0] / Float(header.0) && plain.facts.width == header.0)
        }
    }

    @Test func onePersonIsRead() throws {
        var random = SplitMix64(seed: 13)
        for version in [0, 0.1, 0.2] as [Float] {
            var sample = PoseSample(version: version, components: [PoseSample.component(.rightHand)])
            sample.fill(frames: 9, people: 3, &random)
            let clip = try read(sample)
            let twin = PoseTwin(sample.bytes)
            #expect(twin.agrees(with: clip))
            #expect(clip.warnings.map(\.code) == [.severalPeople])
            #expect(clip.warnings[0].message.parameters["people"] == 3)
            #expect(clip.warnings[0].message.parameters["person"] == .number(Double(twin.kept + 1)))
        }
    }

    @Test("An impossible frame rate is not stated", arguments: [0, -1, .nan, .infinity, 1001] as [Float])
    func rate(fps: Float) throws {
        var sample = hand
        sample.fps = fps
        let clip = try read(sample)
        #expect(clip.facts.fps == nil)
        #expect(clip.warnings.map(\.code) == [.rateDisbelieved])
        #expect(clip.warnings[0].text.hasPrefix("No camera has a rate of "))
    }

    @Test func declaredSizesAreNotTrusted() throws {
        var sample = hand
        sample.declaredFrames = 1_000_000_000
        #expect(
            try failure(sample).what
                == "1000000000 frames are declared, which take 336000000000 bytes, but 672 are left")
        sample.declaredFrames = 0
        #expect(try failure(sample).what == "672 bytes follow the 0 frames declared")
        sample.frames = []
        #expect(try failure(sample).what == "the file holds no frames")
        sample.frames = [[]]
        sample.declaredFrames = nil
        #expect(try failure(sample).what == "the file holds no people")

        var size = hand
        size.height = 0
        #expect(try failure(size).location == .byte(4))
        var version = hand
        version.version = 0.3
        #expect(try failure(version).what == "version 0.3 of .pose is not known: 0.0, 0.1 and 0.2 are")
        var format = hand
        format.components[0].format = "XC"
        #expect(try failure(format).what.contains("has the point format 'XC'"))
        var twice = hand
        twice.components.append(twice.components[0])
        twice.frames = twice.frames.map { [$0[0] + $0[0]] }
        #expect(try failure(twice).what == "component 'LEFT_HAND_LANDMARKS' comes twice")
        var other = hand
        other.components[0].name = "hand\nleft"
        #expect(
            try failure(other).what == "none of the components is one of MediaPipe Holistic's: 'hand?left'")
    }

    @Test func framesWithoutPeopleCannotAskForMemory() throws {
        var sample = PoseSample(
            version: 0, components: [PoseSample.component(.pose), PoseSample.component(.face)])
        sample.frames = Array(repeating: [], count: 3)
        #expect(try read(sample).flags.allSatisfy { $0 == [] })
        sample.frames = Array(repeating: [], count: 65_535)
        #expect(try failure(sample).what.contains("bytes hold 65535 frames of 501 landmarks"))
    }

    @Test("A file cut short anywhere is an error", arguments: [0, 0.1, 0.2] as [Float])
    func truncation(version: Float) throws {
        var sample = hand
        sample.version = version
        let bytes = sample.bytes
        #expect(throws: Never.self) { try PoseReader.read(bytes) }
        for count in bytes.indices {
            #expect(throws: LandmarkError.self) { try PoseReader.read(Array(bytes[..<count])) }
        }
        let error = try #require(throws: LandmarkError.self) {
            try PoseReader.read((bytes + [0]))
        }
        #expect(error.what == "1 bytes follow the 2 frames declared")
    }

    @Test("A damaged file gives an error or a valid clip")
    func mutation() throws {
        var random = SplitMix64(seed: 14)
        var exact = random.clip(LandmarkLayout(parts: [.leftHand]), frames: 2)
        exact.facts.width = 640
        var files = [try exact.poseFile()]
        for version in [0, 0.1, 0.2] as [Float] {
            var sample = hand
            sample.version = version
            files.append(sample.bytes)
        }
        var refused = 0
        for round in 0..<6000 {
            var bytes = files[round % files.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                bytes[place] = random.pick([0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next())])
            }
            do {
                #expect(try PoseReader.read(bytes).keepsItsPromises)
            } catch { refused += 1 }
        }
        #expect(refused > 100)
    }

    @Test func recognisesItsOwn() throws {
        let files = [0, 0.1, 0.2].map { (version: Float) in
            var sample = hand
            sample.version = version
            return sample.bytes
        }
        for bytes in files {
            for count in 14...bytes.count {
                #expect(PoseReader.recognises(Array(bytes[..<count])))
            }
            #expect(!PoseReader.recognises(Array(bytes[..<10])))
        }
        let others: [[UInt8]] = [
            [], Array(#"{"format": "mediapipe-holistic", "frames": []}"#.utf8),
            Array(repeating: 0x20, count: 64), Array(repeating: 0x0A, count: 64),
            Array(repeating: 0, count: 64),
            Array(repeating: 0xFF, count: 64), Array("   [\n1, 2, 3, 4, 5, 6, 7, 8, 9, 10]".utf8),
            [0x93] + Array("NUMPY\u{1}\u{0}v\u{0}{'descr': '<f4'}".utf8),
        ]
        for bytes in others { #expect(!PoseReader.recognises(bytes)) }
    }
}
