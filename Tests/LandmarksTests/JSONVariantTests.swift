import TestSupport
import Foundation
import Testing

@testable import Landmarks

/// Recordings of custom recorders with key names of their own.
@Suite struct JSONVariantTests {
    private func clip(_ json: String) throws -> LandmarkClip { try LandmarkReader().read(json: json) }

    private func codes(_ clip: LandmarkClip) -> [RecordingWarning.Code] { clip.warnings.map(\.code) }

    /// A point of a random clip, in a random notation.
    private func point(_ values: ArraySlice<Float>, isPresent: Bool, _ random: inout SplitMix64) -> String {
        guard isPresent else {
            return random.pick([
                "null", "{\"x\":null,\"y\":null,\"z\":null}", "[null,null,null]",
                "{\"x\":NaN,\"y\":0.5,\"z\":1}",
                "[0.5,null,0.25]", "NaN",
            ])
        }
        let numbers = values.map { "\(Double($0))" }
        let (x, y, z, visibility) = (numbers[0], numbers[1], numbers[2], numbers[3])
        return random.pick([
            "{\"x\":\(x),\"y\":\(y),\"z\":\(z),\"visibility\":\(visibility)}",
            "{\"X\":\(x),\"Z\":\(z),\"Y\": \(y) , \"Visibility\":\(visibility)}",
            "[\(x), \(y),\(z) ,\(visibility)]", "[\(x),\(y),\(z),\(visibility),0.5]",
        ])
    }

    private static let names: [LandmarkPart: [String]] = [
        .pose: ["pose", "Pose", "poseLandmarks", "pose_keypoints", "body"],
        .face: ["face", "face_mesh", "faceLandmarks", "Face-Landmarks"],
        .leftHand: ["leftHand", "left_hand", "LEFT_HAND_LANDMARKS", "left_hand_keypoints", "lh"],
        .rightHand: ["rightHand", "right_hand", "RightHandLandmarks", "rh", "hand_right"],
        .poseWorld: ["pose_world"],
    ]

    /// Any names and point notations give the clip of the usual ones; missing points stay missing.
    @Test func everyWayOfWritingIsTheSame() throws {
        var random = SplitMix64(seed: 81)
        for round in 0..<30 {
            let parts = [LandmarkPart.pose, .leftHand, .rightHand, .face].prefix(3 + round % 2)
            let layout = LandmarkLayout(parts: parts, faceCount: 468)
            var frames: [String] = []
            var values: [Float] = []
            var flags: [LandmarkFlags] = []
            for _ in 0..<3 {
                var members: [String] = []
                for part in layout.parts {
                    var points: [String] = []
                    for landmark in 0..<layout.count(of: part) {
                        // Some points in each part, so that no part is only nulls.
                        let isPresent = landmark == 3 || Int.random(in: 0..<12, using: &random) > 0
                        let numbers = (0..<4).map {
                            Float.random(in: $0 == 3 ? 0...1 : -1...2, using: &random)
                        }
                        points.append(point(numbers[...], isPresent: isPresent, &random))
                        values += isPresent ? numbers : [0, 0, 0, 0]
                        flags.append(isPresent ? [.present, .hasVisibility] : [])
                    }
                    let list = "[\(points.joined(separator: ","))]"
                    let name = random.pick(Self.names[part] ?? [])
                    members.append(
                        "\"\(name)\":" + random.pick([list, "{\"landmarks\":\(list)}", "[\(list)]"]))
                }
                frames.append("{\(members.shuffled(using: &random).joined(separator: ","))}")
            }
            let clip = try clip("{\"frames\":[\(frames.joined(separator: ","))]}")
            #expect(clip.layout == layout)
            #expect(clip.flags == flags, "round \(round)")
            #expect(clip.values.map(\.bitPattern) == values.map(\.bitPattern), "round \(round)")
            #expect(clip.warnings.isEmpty)
            #expect(try self.clip(frames.joined(separator: "\n")).isIdentical(to: clip))
        }
    }

    /// Under other names, with facts and times anywhere, the scanner reads the usual points like simdjson.
    @Test func theScannerAgrees() throws {
        var random = SplitMix64(seed: 82)
        var scanned = 0
        for round in 0..<60 {
            let facts = [
                "\"frameRate\": \(random.pick(["24", "\"30000/1001\"", "null", "{}", "0"]))",
                "\"video\": \(random.pick(["\"a.mp4\"", "{\"frame_width\": 1280, \"frameHeight\": 720}", "{\"fps\":1e999}"]))",
                "\"metadata\": {\"camera\": {\"resolution\": [640, 480]}, \"selfieMode\": true, \"hand_model\": [1]}",
                "\"size\": \(random.pick(["[640,480]", "\"640 x 480\"", "[640]", "{\"width\":64,\"height\":48}"]))",
                "\"manos\": [1]", "\"timestamp\": \"2024\"", "\"fps\": 25", "\"skeleton\": [[1]]",
                "\"body_fps\": 3",
            ].shuffled(using: &random).prefix(4)
            let frames = (0..<3).map { frame in
                let times = [
                    "\"timestamp_ms\":\(frame * 40)", "\"timestamp\":\(1.7e12 + Double(frame) * 40)",
                    "\"time\": \(random.pick(["\(frame)", "\"now\"", "null"]))",
                    "\"mediaTime\":\(Double(frame) / 25)",
                    "\"width\":\(640 + frame)", "\"hands_seen\":[1]", "\"meta\":{\"height\":480}",
                ].shuffled(using: &random).prefix(2)
                let hand = random.pick([JSONText.points(21), "null", "[]"])
                return
                    "{\((times + ["\"leftHand\":\(hand)"]).shuffled(using: &random).joined(separator: ","))}"
            }
            let members = (facts + ["\"frames\":[\(frames.joined(separator: ","))]"]).shuffled(using: &random)
            let text =
                random.next() % 3 == 0
                ? "[\(frames.joined(separator: ","))]" : "{\(members.joined(separator: ","))}"
            let twin = try JSONTwin(Array(text.utf8))
            #expect(twin.agrees, "round \(round): \(text.prefix(300))")
            scanned += twin.quick == nil ? 0 : 1
            #expect(try JSONTwin.lines(frames.map { Array($0.utf8) }).twin.areAlike, "round \(round)")
        }
        #expect(scanned > 10)
    }

    @Test(arguments: [
        ("timestamp_ms", 1000.0), ("timestampMs", 1000), ("time_ms", 1000), ("timestamp_us", 1e6),
        ("timestampUs", 1e6),
        ("timestamp_ns", 1e9), ("mediaTime", 1), ("timestamp", 1), ("timestamp", 1000), ("time", 1000),
        ("ts", 1e6),
        ("timestamp", 1e9),
    ])
    func timesOfEveryUnit(_ key: String, _ perSecond: Double) throws {
        var random = SplitMix64(seed: 83)
        for fps in [1.0, 5, 12, 24, 30, 60, 120, 240] {
            // A clock with its own zero, and irregular frames.
            let start = random.pick([0, 12.5, 1_764_000_000]) * perSecond
            var seconds: [Double] = [0]
            for _ in 0..<20 { seconds.append((seconds.last ?? 0) + random.pick([1, 1, 1, 2]) / fps) }
            let counts = seconds.map {
                start + ($0 * perSecond).rounded(perSecond == 1 ? .toNearestOrEven : .down)
            }
            let shown = perSecond == 1 ? seconds.map { start + $0 } : counts
            let frames = shown.map { "{\"\(key)\":\($0),\"poseLandmarks\":null}" }
            let clip = try clip("[\(frames.joined(separator: ","))]")
            let times = try #require(clip.timestamps, "\(key) at \(fps)")
            #expect(times[0] == 0)
            for (time, second) in zip(times, seconds) { #expect(abs(time - second) < 2e-3) }
            #expect(clip.warnings.isEmpty)
        }
    }

    @Test func timesThatCannotBeToldAreLeftOut() throws {
        for times in [
            ["5"], ["5", "5", "5"], ["0", "2000", "4000"], ["0", "0.001", "0.002"], ["0", "1e300"],
        ] {
            let frames = times.map { "{\"timestamp\":\($0),\"poseLandmarks\":null}" }
            let clip = try clip("[\(frames.joined(separator: ","))]")
            #expect(clip.timestamps == nil && codes(clip) == [.timesLeftOut], "\(times)")
        }
        let some = try clip("[{\"timestamp_ms\":0,\"pose\":null},{\"pose\":null}]")
        #expect(some.timestamps == nil && codes(some) == [.timesLeftOut])
        let both = try clip("[{\"timestamp\":1,\"t\":3},{\"timestamp\":0,\"t\":4}]")
        #expect(both.timestamps == [3, 4] && both.warnings.isEmpty)
        let stated = try clip(
            "[{\"time\":0,\"timestamp_ms\":0,\"pose\":[]},{\"time\":1,\"timestamp_ms\":40,\"pose\":[]}]")
        #expect(stated.timestamps == [0, 0.04])
        #expect(throws: LandmarkError.timeBackwards(frame: 1)) {
            try clip("[{\"timestamp_ms\":40,\"pose\":[]},{\"timestamp_ms\":0,\"pose\":[]}]")
        }
    }

    @Test func factsUnderTheirUsualNames() throws {
        let frames = "\"frames\":[{\"pose\":[]}]"
        for (json, facts) in [
            ("{\"frameRate\":24,\(frames)}", SourceFacts(fps: 24)),
            ("{\"frame_rate\":\"30000/1001\",\(frames)}", SourceFacts(fps: 30000.0 / 1001)),
            (
                "{\(frames),\"frame_width\":1280,\"frame_height\":\"720\"}",
                SourceFacts(width: 1280, height: 720)
            ),
            (
                "{\"videoWidth\":1280,\"video\":{\"height\":720,\"width\":1},\(frames)}",
                SourceFacts(width: 1280, height: 720)
            ),
            ("{\"size\":[640,480],\(frames)}", SourceFacts(width: 640, height: 480)),
            (
                "{\"metadata\":{\"info\":{\"resolution\":\"1920x1080\"},\"fps\":25},\(frames)}",
                SourceFacts(fps: 25, width: 1920, height: 1080)
            ),
            (
                "{\"camera\":{\"selfieMode\":true},\"fps\":30,\"metadata\":{\"fps\":25},\(frames)}",
                SourceFacts(fps: 30, mirrored: true)
            ),
            ("[{\"fps\":25,\"pose\":[]},{\"fps\":26,\"width\":5,\"pose\":[]}]", SourceFacts(fps: 25)),
            (
                "{\"fps\":24,\"width\":640,\"height\":480}\n{\"pose\":[],\"t\":0}\n{\"pose\":[],\"t\":1}",
                SourceFacts(fps: 24, width: 640, height: 480)
            ),
            ("{\"meta\":{\"frame_rate\":24},\"timestamp\":1.7e9}\n{\"pose\":[]}", SourceFacts(fps: 24)),
        ] {
            let clip = try clip(json)
            #expect(clip.facts == facts, "\(json)")
            #expect(clip.frameCount == json.components(separatedBy: "pose\"").count - 1, "\(json)")
        }
        let odd = try clip("{\"frameRate\":\"fast\",\"metadata\":{\"width\":0.5},\(frames)}")
        #expect(odd.facts == SourceFacts() && odd.warnings[0].text.contains("frameRate, width"))
    }

    @Test func unknownKeysAreNamed() throws {
        let pose = JSONText.points(33)
        let clip = try clip(
            "[{\"poseLandmarks\":\(pose),\"manos\":[\(JSONText.points(21))],\"emotion\":\"glad\"}]")
        #expect(codes(clip) == [.keysPassedOver] && clip.warnings[0].text.contains("manos"))
        let hand = JSONText.points(21)
        let quiet = try self.clip(
            "[{\"leftHand\":\(hand),\"faceBlendshapes\":[1],\"boxes\":[1],\"pose_model\":\"full\",\"hand3\":null}]"
        )
        #expect(quiet.warnings.isEmpty)
        let loud = try self.clip("[{\"leftHand\":\(hand),\"third_hand\":[1],\"camera_fps_mean\":29}]")
        #expect(codes(loud) == [.keysPassedOver])
        #expect(loud.warnings[0].text.contains("camera_fps_mean, third_hand"))
    }

    /// A value under a part's name that holds no landmarks does not disturb the real landmarks.
    @Test func whatIsNoLandmarksIsPassedOver() throws {
        let hand = JSONText.points(21)
        for odd in [
            "\"pose\":[0.1,0.2,0.3]", "\"pose\":\"standing\"", "\"face\":{\"x\":1,\"y\":2,\"width\":3}",
            "\"face\":true",
            "\"pose\":[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]", "\"hands\":2",
            "\"hands\":{\"left\":0.9,\"right\":0.8}",
            "\"body\":{\"height\":1.8}", "\"face\":[{\"box\":[1,2]}]", "\"results\":[1,2]",
        ] {
            let clip = try clip("[{\"rightHandLandmarks\":\(hand),\(odd)}]")
            #expect(clip.layout.parts == [.rightHand], "\(odd)")
            #expect(clip.points(.rightHand, frame: 0)?[20]?.xyz[0] == 0.5)
            let twin = try JSONTwin(Array("[{\"rightHandLandmarks\":\(hand),\(odd)}]".utf8))
            #expect(twin.agrees)
        }
    }

    /// A body with shoulders `width` apart around x, and wrists below them.
    private func body(_ x: Double, width: Double = 0.2) -> String {
        let points = (0..<33).map { landmark in
            let side = landmark % 2 == 1 ? x + width / 2 : x - width / 2
            return "{\"x\":\(landmark == 0 ? x : side),\"y\":\(landmark > 14 ? 0.9 : 0.4),\"z\":0}"
        }
        return "[\(points.joined(separator: ","))]"
    }

    private func hand(at x: Double) -> String {
        "[\((0..<21).map { _ in "{\"x\":\(x),\"y\":0.9,\"z\":0}" }.joined(separator: ","))]"
    }

    @Test func ofSeveralPeopleTheOneIsKeptWhoseHandsAreSeen() throws {
        let people = [body(0.2, width: 0.1), body(0.7), body(0.5, width: 0.3)]
        func frame(_ order: [Int], hand x: Double?, key: String = "poseLandmarks") -> String {
            let list = "[\(order.map { people[$0] }.joined(separator: ","))]"
            let hand = x.map { ",\"leftHandLandmarks\":[\(self.hand(at: $0))]" } ?? ""
            return "{\"\(key)\":\(list)\(hand)}"
        }
        func nose(_ clip: LandmarkClip, _ frame: Int) -> Float {
            clip.values[(frame * clip.layout.landmarkCount) * 4]
        }
        for key in ["poseLandmarks", "landmarks", "pose"] {
            for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
                let frames = [
                    frame(order, hand: 0.8, key: key), frame(order.reversed(), hand: nil, key: key),
                    frame(order, hand: 0.24, key: key),
                ]
                let clip = try clip("[\(frames.joined(separator: ","))]")
                // By the hand, by the previous frame, by the hand again.
                #expect((0..<3).map { nose(clip, $0) } == [0.7, 0.7, 0.2], "\(key) \(order)")
                #expect(codes(clip) == [.severalPeople])
                #expect(clip.warnings[0].text.contains("3 frames"))
            }
        }
        let alone = try clip("[\(frame([0, 2, 1], hand: nil))]")
        #expect(nose(alone, 0) == 0.5 && alone.warnings[0].text.contains("the largest was kept"))
    }

    @Test func handsInAListOfTheirOwn() throws {
        let (left, right) = (hand(at: 0.8), hand(at: 0.6))
        let body = body(0.7)
        let labelled =
            "[{\"handedness\":\"Right\",\"landmarks\":\(right)},{\"label\":\"left\",\"keypoints\":\(left)}]"
        for hands in [
            labelled, "{\"left\":\(left),\"right\":\(right)}",
            "{\"leftHand\":\(left),\"right_hand\":\(right)}",
        ] {
            for key in ["hands", "multi_hand_landmarks"] {
                let clip = try clip("[{\"pose\":\(body),\"\(key)\":\(hands)}]")
                #expect(clip.points(.leftHand, frame: 0)?[0]?.xyz[0] == 0.8, "\(hands.prefix(40))")
                #expect(clip.points(.rightHand, frame: 0)?[0]?.xyz[0] == 0.6)
                #expect(clip.warnings.isEmpty)
            }
        }
        for hands in ["[\(left),\(right)]", "[\(right),\(left)]"] {
            let clip = try clip("[{\"pose\":\(body),\"hands\":\(hands)}]")
            #expect(clip.points(.leftHand, frame: 0)?[0]?.xyz[0] == 0.8)
            #expect(codes(clip) == [.handsUnlabelled])
        }
        let bare = try clip("[{\"hands\":[\(right),\(left)]}]")
        #expect(bare.points(.leftHand, frame: 0)?[0]?.xyz[0] == 0.6 && codes(bare) == [.handsUnlabelled])
    }

    @Test func rowsOfNumbersAndTheUpperBody() throws {
        let row = (0..<63).map { "\(Double($0) / 64)" }.joined(separator: ",")
        let clip = try clip("[{\"leftHandLandmarks\":[\(row)],\"rightHandLandmarks\":[[\(row)]]}]")
        let last: [Float] = [0.9375, 0.953125, 0.96875]
        #expect(clip.points(.leftHand, frame: 0)?[20]?.xyz == last)
        #expect(clip.points(.rightHand, frame: 0) == clip.points(.leftHand, frame: 0))
        let upper = try self.clip(
            "[{\"poseLandmarks\":\(JSONText.points(25))},{\"poseLandmarks\":[\(JSONText.points(25))]}]")
        for frame in 0..<2 {
            let points = try #require(upper.points(.pose, frame: frame))
            #expect(points.prefix(25).allSatisfy { $0 != nil } && points.suffix(8).allSatisfy { $0 == nil })
        }
    }

    @Test func openPoseIsNamed() {
        for json in [
            "{\"version\":1.3,\"people\":[{\"pose_keypoints_2d\":[1,2,3]}]}",
            "[{\"people\":[{\"pose_keypoints_2d\":[1]}]}]",
        ] {
            let error = #expect(throws: LandmarkError.self) { try clip(json) }
            #expect(error?.description.contains("OpenPose") == true)
        }
    }

    /// A live stream gives the times and warnings of a file, in pieces of any size.
    @Test func liveAsAFile() throws {
        var random = SplitMix64(seed: 84)
        let header = "{\"fps\":25,\"metadata\":{\"width\":640,\"height\":480}}\n"
        for key in ["timestamp_ms", "timestamp", "t"] {
            let lines = (0..<30).map {
                "{\"\(key)\":\(key == "t" ? Double($0) / 25 : 1.7e12 + Double($0) * 40),\"leftHand\":\(JSONText.points(21))}\n"
            }
            let text = Array((header + lines.joined()).utf8)
            let whole = try LandmarkReader().read(bytes: text)
            #expect(
                whole.timestamps?.count == 30 && whole.facts == SourceFacts(fps: 25, width: 640, height: 480))
            for _ in 0..<6 {
                var feed = LandmarkFeed()
                var times: [Double] = []
                var values: [Float] = []
                var facts: Set<SourceFacts> = []
                var start = 0
                while start < text.count {
                    let end = min(text.count, start + Int.random(in: 1...4000, using: &random))
                    let clip = try text[start..<end].span.bytes.withUnsafeBytes { try feed.append($0.bytes) }
                    start = end
                    guard let clip else { continue }
                    times += clip.timestamps ?? []
                    values += clip.values
                    facts.insert(clip.facts)
                }
                if let clip = try feed.finish() { times += clip.timestamps ?? [] }
                #expect(times == whole.timestamps, "\(key)")
                #expect(values == whole.values && facts == [whole.facts])
            }
        }
    }
}
