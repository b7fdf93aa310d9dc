import TestSupport
import Testing

@testable import Landmarks

@Suite struct CSVReaderTests {
    private static let names: [(LandmarkPart, String)] = [
        (.face, "face"), (.leftHand, "left_hand"), (.pose, "pose"), (.rightHand, "right_hand"),
    ]

    private func read(_ text: String) throws -> LandmarkClip {
        try LandmarkReader().read(bytes: Array(text.utf8))
    }

    private func failure(_ text: String) throws -> LandmarkError {
        try #require(throws: LandmarkError.self) { try read(text) }
    }

    /// A table of a random clip, with columns and rows in any order and any delimiter, gives the clip.
    @Test func everyTableIsItsClip() throws {
        var random = SplitMix64(seed: 95)
        for round in 0..<24 {
            let parts = Self.names.map(\.0).filter { $0 != .face || round % 3 == 0 }
            let layout = LandmarkLayout(parts: parts, faceCount: round % 2 == 0 ? 468 : 478)
            let frames = 3
            var values: [Float] = []
            var flags: [LandmarkFlags] = []
            for _ in 0..<frames * layout.landmarkCount {
                let here = random.next() % 4 > 0
                values +=
                    here ? [random.coordinate(), random.coordinate(), random.coordinate(), 0] : [0, 0, 0, 0]
                flags.append(here ? .present : [])
            }
            let delimiter = random.pick([",", ";", "\t"])
            let missing = random.pick(["", "nan", "NaN", "None", "\"\""])
            func shown(_ value: Float, _ here: Bool) -> String {
                here ? (delimiter == ";" ? "\(value)".replacing(".", with: ",") : "\(value)") : missing
            }
            var text: String
            let firstFrame = random.pick([0, 20])
            if round % 4 == 3 {
                // One frame per row.
                var header = ["frame", "sequence_id"]
                for (part, name) in Self.names where parts.contains(part) {
                    for landmark in 0..<layout.count(of: part) {
                        header += ["x", "y", "z"].map {
                            round % 8 == 3 ? "\($0)_\(name)_\(landmark)" : "\(name)_\(landmark)_\($0)"
                        }
                    }
                }
                text = header.joined(separator: delimiter) + "\n"
                for frame in (0..<frames).shuffled(using: &random) {
                    var row = ["\(firstFrame + frame)", "17"]
                    for (part, _) in Self.names where parts.contains(part) {
                        for landmark in layout.range(of: part) ?? 0..<0 {
                            let slot = frame * layout.landmarkCount + landmark
                            row += (0..<3).map { shown(values[slot * 4 + $0], flags[slot] == .present) }
                        }
                    }
                    text += row.joined(separator: delimiter) + "\r\n"
                }
            } else {
                var columns = ["frame", "row_id", "type", "landmark_index", "x", "y", "z", "note"].shuffled(
                    using: &random)
                if round % 4 == 1 { columns.removeAll { ["frame", "type", "landmark_index"].contains($0) } }
                if round % 4 == 2 { columns.removeAll { $0 == "row_id" } }
                var rows: [String] = []
                for frame in 0..<frames {
                    for (part, name) in Self.names where parts.contains(part) {
                        let range = try #require(layout.range(of: part))
                        for landmark in range {
                            let slot = frame * layout.landmarkCount + landmark
                            let index = landmark - range.lowerBound
                            rows.append(
                                columns.map { column in
                                    switch column {
                                    case "frame": "\(firstFrame + frame)" + (round % 5 == 0 ? ".0" : "")
                                    case "row_id": "\(firstFrame + frame)-\(name)-\(index)"
                                    case "type": random.pick([name, "\"\(name)\""])
                                    case "landmark_index": "\(index)"
                                    case "x": shown(values[slot * 4], flags[slot] == .present)
                                    case "y": shown(values[slot * 4 + 1], flags[slot] == .present)
                                    case "z": shown(values[slot * 4 + 2], flags[slot] == .present)
                                    default: "\"a\(delimiter)b\""
                                    }
                                }.joined(separator: delimiter))
                        }
                    }
                }
                text =
                    columns.joined(separator: delimiter) + "\n"
                    + rows.shuffled(using: &random).joined(separator: "\n")
            }
            let clip = try read(random.pick(["", "\u{FEFF}"]) + text)
            #expect(clip.layout == layout, "round \(round)")
            #expect(clip.flags == flags && clip.frameCount == frames, "round \(round)")
            #expect(clip.values.map(\.bitPattern) == values.map(\.bitPattern), "round \(round)")
            #expect(clip.warnings.isEmpty && clip.timestamps == nil)
        }
    }

    @Test func depthAndTimesMayBeThere() throws {
        let flat = try read("frame,type,landmark_index,x,y\n0,pose,0,0.5,0.25\n")
        #expect(flat.flags[0] == .present && Array(flat.values.prefix(4)) == [0.5, 0.25, 0, 0])
        let shallow = try read("frame,type,landmark_index,x,y,z,visibility\n0,pose,0,0.5,0.25,nan,0.75\n")
        #expect(
            shallow.flags[0] == [.present, .hasVisibility]
                && Array(shallow.values.prefix(4)) == [0.5, 0.25, 0, 0.75])
        for (key, times) in [("t", [5.0, 5.04]), ("timestamp_ms", [0, 0.04]), ("timestamp", [0, 0.04])] {
            let (a, b) = key == "t" ? ("5", "5.04") : ("90000", "90040")
            let clip = try read(
                "frame,\(key),type,landmark_index,x,y\n1,\(b),pose,0,0.5,1\n0,\(a),pose,0,0.5,0.25\n")
            #expect(clip.timestamps == times)
        }
    }

    @Test func faultsAreOneClearLine() throws {
        let head = "frame,type,landmark_index,x,y,z\n"
        for (text, what) in [
            (head, "holds no landmarks"), (head + "0,pose,0,1,2\n", "a row has 5 columns, the first line 6"),
            (head + "0,pose,33,1,2,3\n", "pose has no landmark 33"),
            (head + "0,tail,3,1,2,3\n", "the type is \"tail\""),
            (head + "0.5,pose,3,1,2,3\n", "frame is '0.5'"),
            (head + "0,pose,3,1,two,3\n", "'two' is no number"),
            (head + "0,pose,3,1,1e6,3\n", "beyond 100,000"),
            (head + "0,pose,3,inf,1,3\n", "'inf' is no number"),
            (head + "0,pose,3,1,1,3\n0,pose,3,1,1,3\n", "landmark 3 stands twice"),
            (head + "0,pose,3,\"1,1,3\n", "quoted field has no end"),
            ("frame,row_id,x,y\n0,3-pose,1,1\n", "row_id is '3-pose'"),
            ("name,x,y\na,1,2\n", "its columns are \"name, x, y\""),
            (
                "sequence_id,frame,type,landmark_index,x,y\n1,0,pose,0,1,1\n2,0,pose,0,1,1\n",
                "several recordings"
            ),
        ] {
            let error = try failure(text)
            #expect(error.what.contains(what), "\(error)")
            #expect(!error.description.contains("\n"))
        }
        let sparse = head + (0..<400_000).map { "\($0),face,0,1,1,1\n" }.joined()
        #expect(try failure(sparse).what.contains("frames hold landmarks"))
    }

    @Test func damageNeverCrashes() throws {
        var random = SplitMix64(seed: 96)
        let rows = (0..<80).map {
            "\($0 / 40),\($0 / 40)-pose-\($0 % 33),\(["pose", "left_hand"][$0 / 33 % 2]),\($0 % 33 % 21),0.5,0.25,\n"
        }
        let text = Array(("frame,row_id,type,landmark_index,x,y,z\n" + rows.joined()).utf8)
        let interesting = Array(",;\t\"\n\r-.e0129 frameposx".utf8) + [0, 0x80, 0xFF]
        for _ in 0..<3000 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let reach = Bool.random(using: &random) ? 45 : bytes.count
                let place = Int.random(in: 0..<min(reach, bytes.count), using: &random)
                switch random.next() % 3 {
                case 0: bytes[place] = random.pick(interesting)
                case 1: bytes.remove(at: place)
                default: bytes.insert(random.pick(interesting), at: place)
                }
            }
            do {
                #expect(try LandmarkReader().read(bytes: bytes).keepsItsPromises)
            } catch {
                #expect(!"\(error)".contains("\n"))
            }
        }
    }
}
