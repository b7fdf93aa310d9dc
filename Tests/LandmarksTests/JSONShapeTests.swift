import Landmarks
import Testing

@Suite struct JSONShapeTests {
    private func clip(_ json: String) throws -> LandmarkClip { try LandmarkReader().read(json: json) }

    private func x(_ clip: LandmarkClip, _ part: LandmarkPart, landmark: Int = 0) throws -> Float {
        let points = try #require(clip.points(part, frame: 0))
        return try #require(points[landmark]).xyz[0]
    }

    @Test func attemptWithFactsBehindTheFrames() throws {
        let pose = JSONText.points(33)
        let clip = try clip(
            """
            {"frames": [{"t": 0.5, "poseLandmarks": \(pose), "rightHandLandmarks": []}, {"t": 0.5}],
             "dominant_hand": "left", "mirrored": true, "height": 480, "width": 640.0, "fps": 29.97,
             "version": 1, "format": "mediapipe-holistic"}
            """)
        #expect(
            clip.facts
                == SourceFacts(fps: 29.97, width: 640, height: 480, mirrored: true, dominantHand: .left))
        #expect(clip.timestamps == [0.5, 0.5])
        #expect(clip.layout.parts == [.pose])
        #expect(clip.values[0..<8].elementsEqual([0.5, 0, -0.25, 0.5, 0.5, 1.0 / 64, -0.25, 0.5]))
        #expect(clip.flags[0] == [.present, .hasVisibility])
        #expect(!clip.isPresent(.pose, frame: 1))
        #expect(clip.values[(33 * 4)...].allSatisfy { $0 == 0 })
    }

    @Test(arguments: [true, false]) func handednessBeforeOrBehindTheHands(_ isBefore: Bool) throws {
        let hands = "\"landmarks\":[\(JSONText.points(21, x: 1)),\(JSONText.points(21, x: 2))]"
        let worlds = "\"worldLandmarks\":[\(JSONText.points(21, x: 3)),\(JSONText.points(21, x: 4))]"
        let sides = "\"handedness\":[\(JSONText.hand("Right")),\(JSONText.hand("Left"))]"
        let members = isBefore ? [sides, worlds, hands] : [hands, worlds, sides]
        let clip = try clip("{\(members.joined(separator: ","))}")
        #expect(try x(clip, .rightHand) == 1)
        #expect(try x(clip, .leftHand) == 2)
        #expect(try x(clip, .rightHandWorld) == 3)
        #expect(try x(clip, .leftHandWorld) == 4)
        #expect(clip.warnings.isEmpty)
    }

    @Test func theSurerOfTwoAlikeHandsKeepsItsLabel() throws {
        let hands = "[\(JSONText.points(21, x: 1)),\(JSONText.points(21, x: 2))]"
        let sides = "[\(JSONText.hand("Left", score: 0.6)),\(JSONText.hand("Left", score: 0.8))]"
        let frame = "{\"hand_landmarks\":\(hands),\"handedness\":\(sides)}"
        let clip = try clip("[\(frame),\(frame)]")
        #expect(try x(clip, .leftHand) == 2)
        #expect(try x(clip, .rightHand) == 1)
        #expect(clip.warnings.count == 1)
        #expect(clip.warnings.first?.text.contains("2 frames") == true)
    }

    @Test func legacyHandsLabelWithoutNesting() throws {
        let clip = try clip(
            """
            {"multiHandLandmarks":[\(JSONText.points(21, x: 3))],
             "multiHandedness":[{"index":1,"score":0.9,"label":"Right"}]}
            """)
        #expect(try x(clip, .rightHand) == 3)
    }

    @Test func theFirstPersonIsKept() throws {
        let clip = try clip("{\"landmarks\":[\(JSONText.points(33, x: 1)),\(JSONText.points(33, x: 2))]}")
        #expect(try x(clip, .pose) == 1)
        #expect(clip.warnings.count == 1)
        let nested = try self.clip(
            "{\"poseLandmarks\":[[],\(JSONText.points(33, x: 1)),\(JSONText.points(33, x: 2))]}")
        #expect(try x(nested, .pose) == 1)
        #expect(nested.warnings.count == 1)
    }

    @Test func unsetProtobufCoordinatesAreZero() throws {
        var points = Array(repeating: "{\"y\":0.5}", count: 21)
        points[3] = "{}"
        points[4] = "null"
        points[5] = "{\"x\":null,\"y\":1,\"z\":1}"
        let clip = try clip("{\"left_hand_landmarks\":{\"landmark\":[\(points.joined(separator: ","))]}}")
        let hand = try #require(clip.points(.leftHand, frame: 0))
        #expect(hand[0] == .init(xyz: [0, 0.5, 0], visibility: nil))
        #expect(hand[3] == nil && hand[4] == nil && hand[5] == nil)
    }

    @Test(arguments: ["null", "[]", "[[]]", "{}", "{\"landmark\":[]}", "{\"landmark\":null}"])
    func absentParts(_ value: String) throws {
        let clip = try clip("[{\"poseLandmarks\":\(value),\"right_hand_landmarks\":\(value)}]")
        #expect(clip.layout.parts == [.pose, .leftHand, .rightHand])
        #expect(clip.flags.allSatisfy { $0.isEmpty })
        #expect(clip.frameCount == 1)
    }

    @Test func escapedKeysAreTheirCharacters() throws {
        let clip = try clip(
            "{\"pose\\u004candmarks\":\(JSONText.points(33).replacing("\"x\"", with: "\"\\u0078\""))}")
        #expect(try x(clip, .pose) == 0.5)
    }

    @Test func byteOrderMarkAndWhitespace() throws {
        #expect(try clip("\u{FEFF} \n [{\"t\":1}]").frameCount == 1)
        #expect(try clip("\u{FEFF}{\"t\":1}\n{\"t\":2}").frameCount == 2)
    }

    @Test func nestingOfAnyDepthIsSkipped() throws {
        let depth = 100_000
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try clip("[{\"deep\":\(deep),\"t\":0}]").frameCount == 1)
    }

    @Test func visibilityIsClamped() throws {
        let points = (0..<21).map { "{\"x\":0,\"y\":0,\"visibility\":\([-1, 2, 0.25][$0 % 3])}" }
        let clip = try clip("{\"leftHandLandmarks\":[\(points.joined(separator: ","))]}")
        #expect([clip.values[3], clip.values[7], clip.values[11]] == [0, 1, 0.25])
    }
}
