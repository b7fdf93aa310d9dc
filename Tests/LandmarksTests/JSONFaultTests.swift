import Landmarks
import Testing

@Suite struct JSONFaultTests {
    private static let hand = JSONText.points(21)

    private func fault(_ json: String) -> LandmarkError? {
        do {
            _ = try LandmarkReader().read(json: json)
            return nil
        } catch {
            return error
        }
    }

    /// A document, the expected words of its error, and the expected location.
    struct Case: Sendable, CustomTestStringConvertible {
        var json: String
        var words: String
        var frame: Int?
        var testDescription: String { "\(words): \(json.prefix(60))" }

        init(_ json: String, _ words: String, frame: Int? = nil) {
            self.json = json
            self.words = words
            self.frame = frame
        }
    }

    static let cases: [Case] = [
        Case("[]", "empty"),
        Case("{\"frames\":[]}", "empty"),
        Case("{\"media_id\":\"a\"}", "reference to media (media_id)"),
        Case("{\"bucket\":\"a\",\"path\":\"b\"}", "reference to media (bucket, path)"),
        Case("{\"accuracy\":0.9,\"duration\":3}", "the keys are accuracy, duration"),
        Case("[{\"pose\":1},{\"hands\":2}]", "the keys are pose, hands"),
        Case("[{}]", "the keys are none"),
        Case("[{\"t\":0},7]", "frame is not an object", frame: 1),
        Case("[{\"t\":0},null]", "frame is not an object", frame: 1),
        Case("[{\"t\":0},{}]", "no \"t\"", frame: 1),
        Case("[{},{\"t\":0}]", "earlier frames have none", frame: 1),
        Case("[{\"t\":1},{\"t\":0.5}]", "goes backwards", frame: 1),
        Case("[{\"t\":\"1\"}]", "t is not a number", frame: 0),
        Case("[{\"t\":1e999}]", "t is not a finite number", frame: 0),
        Case("[{\"t\":0,\"t\":0}]", "\"t\" stands twice", frame: 0),
        Case("[{\"poseLandmarks\":\(JSONText.points(32))}]", "pose has 32 landmarks, not 33", frame: 0),
        Case(
            "[{\"leftHandLandmarks\":\(JSONText.points(20))}]", "left hand has 20 landmarks, not 21", frame: 0
        ),
        Case("[{\"faceLandmarks\":\(JSONText.points(469))}]", "not 468 or 478", frame: 0),
        Case("[{\"faceLandmarks\":\(JSONText.points(600))}]", "face has 479 landmarks", frame: 0),
        Case(
            "[{\"faceLandmarks\":\(JSONText.points(468))},{\"faceLandmarks\":\(JSONText.points(478))}]",
            "face has 478 landmarks after 468", frame: 1),
        Case("[{\"landmarks\":[\(JSONText.points(22))]}]", "neither a pose's 33 nor a hand's 21", frame: 0),
        Case("[{\"landmarks\":[\(hand)]}]", "hand 1 has no handedness", frame: 0),
        Case(
            "[{\"landmarks\":[\(hand),\(hand)],\"handedness\":[\(JSONText.hand("Left"))]}]",
            "hand 2 has no handedness", frame: 0),
        Case("[{\"landmarks\":[\(hand)],\"handedness\":[\(JSONText.hand("Both"))]}]", "\"Both\"", frame: 0),
        Case(
            """
            [{"landmarks":[\(hand),\(hand),\(hand)],
              "handedness":[\(JSONText.hand("Left")),\(JSONText.hand("Left")),\(JSONText.hand("Left"))]}]
            """, "3 hands", frame: 0),
        Case("[{\"poseLandmarks\":[],\"poseLandmarks\":[]}]", "\"poseLandmarks\" stands twice", frame: 0),
        Case("[{\"poseLandmarks\":[],\"pose_landmarks\":[]}]", "\"pose_landmarks\" stands twice", frame: 0),
        Case(
            """
            [{"leftHandLandmarks":\(hand),"landmarks":[\(hand)],"handedness":[\(JSONText.hand("Left"))]}]
            """, "left hand is given twice", frame: 0),
        Case("{\"frames\":[{\"t\":0}],\"frames\":[]}", "\"frames\" stands twice"),
        Case("{\"fps\":30,\"fps\":30,\"frames\":[{\"t\":0}]}", "\"fps\" stands twice"),
        Case("{\"poseLandmarks\":[],\"frames\":[{\"t\":0}]}", "stand in one object"),
        Case("{\"frames\":[{\"t\":0}],\"poseLandmarks\":[]}", "stand in one object"),
        Case("[{\"frames\":[]}]", "\"frames\" of its own", frame: 0),
        Case("[{\"poseLandmarks\":[{\"x\":1,\"x\":2}]}]", "pose landmark 0 \"x\" stands twice", frame: 0),
        Case(
            "[{\"poseLandmarks\":[{\"x\":1},{\"x\":Infinity}]}]", "pose landmark 1 x is not a finite",
            frame: 0),
        Case("[{\"poseLandmarks\":[{\"x\":-Infinity}]}]", "x is not a finite number", frame: 0),
        Case("[{\"poseLandmarks\":[{\"y\":-1e999}]}]", "y is not a finite number", frame: 0),
        Case("[{\"poseLandmarks\":[{\"y\":100001}]}]", "y is larger than 100000", frame: 0),
        Case("[{\"poseLandmarks\":[{\"y\":\"1\"}]}]", "y is not a number", frame: 0),
        Case("[{\"poseLandmarks\":[{\"y\":01}]}]", "y is not a number", frame: 0),
        Case("[{\"poseLandmarks\":[1,2,3]}]", "poseLandmarks is not a list of landmarks", frame: 0),
        Case("[{\"poseLandmarks\":7}]", "poseLandmarks is not a list of landmarks", frame: 0),
        Case("[{\"poseLandmarks\":{\"0\":{\"x\":1}}}]", "poseLandmarks is not a list of landmarks", frame: 0),
        Case("[{\"poseLandmarks\":[[[{\"x\":1}]]]}]", "poseLandmarks is not a list of landmarks", frame: 0),
        Case("[{\"poseLandmarks\":[\"1,2\"]}]", "landmark is not \"x,y,z\"", frame: 0),
        Case("[{\"poseLandmarks\":[\"1,2,3,4,5\"]}]", "landmark is not \"x,y,z\"", frame: 0),
        Case("[{\"poseLandmarks\":[\"1,2,nan\"]}]", "nan is not a finite number", frame: 0),
        Case("[{\"poseLandmarks\":[\"1,2,1e39\"]}]", "1e39 is not a finite number", frame: 0),
        Case("{\"fps\":0,\"frames\":[{\"t\":0}]}", "\"fps\" is not above 0"),
        Case("{\"fps\":1001,\"frames\":[{\"t\":0}]}", "\"fps\" is not above 0"),
        Case("{\"fps\":1e999,\"frames\":[{\"t\":0}]}", "fps is not a finite number"),
        Case("{\"width\":0,\"frames\":[{\"t\":0}]}", "\"width\" is not a whole number"),
        Case("{\"height\":480.5,\"frames\":[{\"t\":0}]}", "\"height\" is not a whole number"),
        Case("{\"width\":65536,\"frames\":[{\"t\":0}]}", "\"width\" is not a whole number"),
        Case("{\"mirrored\":1,\"frames\":[{\"t\":0}]}", "\"mirrored\" is not true or false"),
        Case("{\"dominant_hand\":\"both\",\"frames\":[{\"t\":0}]}", "\"dominant_hand\" is not"),
        Case("{\"format\":\"other\",\"frames\":[{\"t\":0}]}", "\"format\" is not"),
        Case("{\"version\":2,\"frames\":[{\"t\":0}]}", "\"version\" is not 1"),
        Case("{\"frames\":{}}", "frames is not a list of frames"),
        Case("{\"frames\":[{\"t\":0}", "is cut off"),
        Case("[{\"t\":0}", "is cut off"),
        Case("{\"frames", "is cut off"),
        Case("[{\"t\":0}] x", "something follows it"),
        Case("{\"frames\":[{\"t\":0}]}{}", "follows the end"),
        Case(String(repeating: "[", count: 100_000), "is cut off"),
        Case(String(repeating: "[", count: 100_000) + "]", "frame is not an object", frame: 0),
        Case("hello", "begins with the bytes 68 65 6c 6c 6f"),
        Case("  ", "begins with the bytes 20 20"),
        Case("", "the input is empty"),
        Case("[{\"t\" 0}]", "malformed", frame: 0),
    ]

    @Test(arguments: cases) func isOneClearLine(_ expected: Case) throws {
        let error = try #require(fault(expected.json))
        #expect(error.description.contains(expected.words), "\(error)")
        #expect(!error.description.contains("\n") && !error.remedy.isEmpty)
        if let frame = expected.frame {
            guard case .frame(frame, byte: .some) = error.location else {
                Issue.record("\(error) is not in frame \(frame)")
                return
            }
        }
    }

    @Test func pointsAtTheByte() throws {
        let json = "[{\"t\":0,\"poseLandmarks\":[{\"x\":0.5,\"y\":Infinity}]}]"
        let error = try #require(fault(json))
        let place = try #require(json.range(of: "Infinity")?.lowerBound)
        #expect(error.location == .frame(0, byte: json.utf8.distance(from: json.startIndex, to: place)))
    }

    @Test func namesTheByteThatIsNotUTF8() throws {
        var bytes = Array("[{\"t\":0,\"é\":1}]".utf8)
        bytes[10] = 0x20
        do {
            _ = try LandmarkReader().read(bytes: bytes)
            Issue.record("accepted")
        } catch {
            #expect(error.description.contains("not UTF-8"))
            #expect(error.location == .byte(9))
        }
    }

    @Test func quotesNoControlCharacters() throws {
        let error = try #require(fault("{\"a\\nb\\u001b[0m\":1}"))
        #expect(error.description.contains("a?b?[0m"))
    }

    @Test func everyPrefixOfADocumentIsRefused() throws {
        var document = JSONTestDocument(seed: 2, producer: .tasksHands)
        let json = Array("{\"frames\":\(document.text(frames: 2).filter { $0 != "\n" })}".utf8)
        for length in stride(from: 1, to: json.count, by: 97) {
            #expect(throws: LandmarkError.self) { try LandmarkReader().read(bytes: Array(json[..<length])) }
        }
    }

    /// Ten bytes per frame must not allocate ten kilobytes.
    @Test func emptyFramesBesideAFaceStaySmall() throws {
        let full = "{\"faceLandmarks\":\(JSONText.points(478))}"
        let empty = String(repeating: ",{}", count: 300_000)
        let error = try #require(fault("[\(full)\(empty)]"))
        #expect(error.description.contains("hardly any of the 300001 frames hold landmarks"))
    }
}
