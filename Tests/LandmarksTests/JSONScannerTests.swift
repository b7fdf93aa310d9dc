import TestSupport
import Foundation
import Testing

@testable import Landmarks

/// Compares the scanner with simdjson: it gives the same clip to the bit, or none.
@Suite struct JSONScannerTests {
    /// An attempt in the form of a browser, of Python or of an indenting writer.
    private static let separators = [(",", ":", ""), (", ", ": ", ""), (",", ": ", "\n      ")]

    private static func frame(
        _ random: inout SplitMix64, time: Int, _ comma: String, _ colon: String, _ indent: String,
        hasFace: Bool = true
    ) -> String {
        let numbers = (0..<100).map { _ in "\(Double(random.coordinate()))" }
        func points(_ count: Int) -> String {
            (0..<count).map { _ in
                let keys = ["x", "y", "z", "visibility"].prefix(Bool.random(using: &random) ? 3 : 4)
                let members = keys.map {
                    "\(indent)\"\($0)\"\(colon)\($0 == "visibility" ? "0.75" : random.pick(numbers))"
                }
                return "{" + members.joined(separator: comma) + indent + "}"
            }.joined(separator: comma + indent)
        }
        let parts =
            [("poseLandmarks", 33), ("leftHandLandmarks", 21)] + (hasFace ? [("faceLandmarks", 478)] : [])
        var members = parts.map { "\"\($0)\"\(colon)[\(indent)\(points($1))\(indent)]" }
        members.append("\"t\"\(colon)\(Double(time) / 30)")
        members.append("\"rightHandLandmarks\"\(colon)" + random.pick(["[]", "null", "[[]]"]))
        members.append("\"faceBlendshapes\"\(colon)[{\"categories\":[{\"score\":0.5,\"name\":\"[}\"}]}]")
        members.shuffle(using: &random)
        return "{" + members.joined(separator: comma) + "}"
    }

    private static func document(
        _ random: inout SplitMix64, style: Int, frames: Int = 2, hasFace: Bool = true
    ) -> [UInt8] {
        let (comma, colon, indent) = separators[style]
        let all = (0..<frames).map { frame(&random, time: $0, comma, colon, indent, hasFace: hasFace) }
        let facts = [
            "\"format\"\(colon)\"mediapipe-holistic\"", "\"fps\"\(colon)29.97", "\"mirrored\"\(colon)true",
        ]
        let members = facts + ["\"frames\"\(colon)[\(all.joined(separator: comma))]"]
        return Array("{\(members.shuffled(using: &random).joined(separator: comma))}\n".utf8)
    }

    @Test(arguments: 0..<3) func readsWhatProducersWrite(_ style: Int) throws {
        var random = SplitMix64(seed: UInt64(style) + 31)
        for _ in 0..<4 {
            let twin = try JSONTwin(Self.document(&random, style: style))
            #expect(twin.quick != nil)
            #expect(twin.agrees)
        }
    }

    @Test func readsItsOwnWriting() throws {
        var random = SplitMix64(seed: 32)
        for round in 0..<6 {
            let parts = LandmarkPart.allCases.filter { _ in Bool.random(using: &random) } + [.pose]
            let layout = LandmarkLayout(parts: parts, faceCount: round % 2 == 0 ? 468 : 478)
            let twin = try JSONTwin(random.clip(layout, frames: 3).canonicalJSON())
            #expect(twin.agrees)
            #expect(twin.quick != nil)
        }
    }

    /// The scanner reads each producer's form like simdjson, or leaves it to simdjson.
    @Test(arguments: JSONTestDocument.Producer.allCases)
    func agreesOnEveryShape(_ producer: JSONTestDocument.Producer) throws {
        var scanned = 0
        for seed in 0..<8 as Range<UInt64> {
            var document = JSONTestDocument(seed: seed + 100, producer: producer)
            var text = document.text(frames: 3)
            // An escape, which the scanner leaves to simdjson.
            if seed % 4 != 0 { text = text.replacing("]\\\"", with: "]") }
            let twin = try JSONTwin(Array(text.utf8))
            #expect(twin.agrees, "\(producer), seed \(seed)")
            scanned += twin.quick == nil ? 0 : 1
            let lines = text.split(separator: "\n").map { Array($0.utf8) }
            #expect(try JSONTwin.lines(lines).twin.areAlike)
        }
        let isUsual = [.javaScriptHolistic, .tasksHolistic, .pythonHolistic].contains(producer)
        #expect((scanned > 0) == isUsual)
    }

    @Test(arguments: 0..<3) func agreesOnDamage(_ style: Int) throws {
        var random = SplitMix64(seed: UInt64(style) + 33)
        let original = Self.document(&random, style: style, hasFace: false)
        let interesting =
            Array("{}[],:\"\\-+0123456789.eEnulltrfsxyz \n\u{0}\u{1f}".utf8) + [0x80, 0xC3, 0xFF]
        var outcomes = (read: 0, left: 0)
        for _ in 0..<1500 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0, 1: bytes[place] = random.pick(interesting)
                case 2: bytes.removeSubrange(place..<min(place + 3, bytes.count))
                case 3: bytes.insert(random.pick(interesting), at: place)
                default: bytes.swapAt(place, Int.random(in: bytes.indices, using: &random))
                }
            }
            let twin = try JSONTwin(bytes)
            #expect(twin.agrees)
            outcomes.read += twin.quick == nil ? 0 : 1
            outcomes.left += twin.quick == nil ? 1 : 0
        }
        #expect(outcomes.read > 30 && outcomes.left > 300)
    }

    /// A document cut at any byte is not a document, and no read exceeds its end.
    @Test func readsNothingBeyondTheEnd() throws {
        let points = (0..<21).map { "{\"x\":0.\($0)12345678901234567,\"y\":-1.5,\"z\":2e-3}" }
        let hand = "[\(points.joined(separator: ","))]"
        let text = Array("{\"other\":[\(hand)],\"frames\":[{\"leftHandLandmarks\":\(hand)}]}".utf8)
        let page = Int(getpagesize())
        let room = (text.count + page - 1) / page * page
        let memory = try #require(
            mmap(nil, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        #expect(mprotect(memory + room, page, PROT_NONE) == 0)
        defer { munmap(memory, room + page) }
        for count in 0...text.count {
            let start = memory + (room - count)
            text.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(start: start, count: count).copyMemory(
                    from: .init(rebasing: $0.prefix(count)))
            }
            let frames = try JSONFrames(parts: Set(LandmarkPart.allCases))
            let isRead = frames.scanDocument(UnsafeRawBufferPointer(start: start, count: count).bytes)
            #expect(isRead == (count == text.count))
        }
    }

    /// Decimals of every length, near the middle of two floats and with exponents, in their usual position.
    @Test func roundsOnce() throws {
        var random = SplitMix64(seed: 34)
        var decimals: [String] = []
        for round in 0..<6000 {
            let float = random.coordinate()
            let middle = (Double(float) + Double(float.nextUp)) / 2
            let digits = (0..<Int.random(in: 1...24, using: &random)).map { _ in "\(random.next() % 10)" }
                .joined()
            let near = random.pick([middle, middle.nextUp, middle.nextDown])
            decimals.append(
                [
                    "\(float)", "\(Double(float))", "\(near)", String(format: "%.\(round % 30)f", middle),
                    random.pick(["", "-"]) + random.pick(["0", "1", "12", "123"]) + "." + digits,
                    "0." + digits + random.pick(["e-5", "E+2", "e0", "e-12", "e-40"]),
                    "-0.0", "0", "-7", "1e-45", "0.000\(digits)",
                ][round % 11])
        }
        decimals.removeAll { !(abs(strtof($0, nil)) <= LandmarkClip.coordinateLimit) }
        for start in stride(from: 0, to: decimals.count, by: 21) {
            let group = (decimals[start...] + Array(repeating: "0", count: 21)).prefix(21)
            let points = group.map { "{\"x\":\($0),\"y\":\($0),\"z\":\($0),\"visibility\":\($0)}" }
            let text =
                "[{\"leftHandLandmarks\":[\(points.joined(separator: ","))],\"a\":\"\(String(repeating: " ", count: 1200))\"}]"
            let twin = try JSONTwin(Array(text.utf8))
            let clip = try #require(twin.quick, "\(group)")
            #expect(twin.agrees)
            let expected = group.map { strtof($0, nil).bitPattern }
            #expect((0..<21).map { clip.values[$0 * 4].bitPattern } == expected)
        }
    }

    /// Lines for the scanner and lines for simdjson, including faults and unordered times.
    @Test func linesMix() throws {
        var random = SplitMix64(seed: 35)
        var (scanned, total) = (0, 0)
        for round in 0..<15 {
            var lines = (0..<6).map {
                Array(Self.frame(&random, time: $0, ",", ":", "", hasFace: false).utf8)
            }
            lines[2] = Array(
                random.pick(["{\"other\":1}", "{\"name\":\"é\",\"t\":0.07}", "", "  ", "{}"]).utf8)
            if round % 3 == 0 {
                lines[4] = Array(
                    random.pick(["{", "{\"t\":-1}", "{\"poseLandmarks\":[{}]}", "[]", "{\"t\":1,}"]).utf8)
            }
            let (twin, count) = try JSONTwin.lines(lines)
            #expect(twin.areAlike)
            scanned += count
            total += lines.count
        }
        #expect(scanned > total / 3 && scanned < total)
    }

    /// Reading fewer parts gives the same frames without the others, whose content is not checked.
    @Test(arguments: 0..<3) func skipsParts(_ style: Int) throws {
        var random = SplitMix64(seed: UInt64(style) + 36)
        let bytes = Self.document(&random, style: style, frames: 3)
        let whole = try JSONTwin(bytes).slow.get()
        for round in 0..<8 {
            let parts = Set(LandmarkPart.allCases.filter { _ in Bool.random(using: &random) })
            let twin = try JSONTwin(bytes, parts: parts)
            let clip = try #require(twin.quick)
            #expect(twin.agrees)
            #expect(clip.isIdentical(to: whole.keeping(parts)), "\(parts)")
            if round == 0 {
                #expect(try LandmarkReader(parts: parts).read(bytes.span.bytes).isIdentical(to: clip))
            }
        }
        let odd = #"{"faceLandmarks":[{"x":1e9}, nothing, {"x":NaN}],"poseLandmarks":[],"t":0}"#
        let twin = try JSONTwin(Array("[\(odd)]".utf8), parts: [.pose])
        #expect(twin.quick?.layout.parts == [.pose] && twin.agrees)
    }
}
