import TestSupport
import Landmarks
import Testing

@Suite struct JSONOracleTests {
    @Test(arguments: JSONTestDocument.Producer.allCases)
    func agreesWithTheNaiveReader(_ producer: JSONTestDocument.Producer) throws {
        for seed in 0..<12 as Range<UInt64> {
            var document = JSONTestDocument(seed: seed, producer: producer)
            let text = document.text(frames: Int(seed % 4) + 1)
            let clip = try LandmarkReader().read(json: text)
            let naive = try NaiveJSONReader(text)
            #expect(clip.frameCount == naive.frames.count)
            #expect(clip.timestamps ?? [] == naive.times.compactMap { $0 })
            for (frame, parts) in naive.frames.enumerated() {
                for part in LandmarkPart.allCases {
                    let points = parts[part].flatMap { $0.contains { $0 != nil } ? $0 : nil }
                    #expect(
                        clip.points(part, frame: frame) == points,
                        "\(producer), seed \(seed), frame \(frame), \(part)")
                }
            }
            let seen = Set(naive.frames.flatMap(\.keys))
            #expect(Set(clip.layout.parts) == (seen.isEmpty ? [.pose, .leftHand, .rightHand] : seen))
        }
    }

    /// Changed, cut and repeated bytes give a valid clip, or an error of one line.
    @Test(arguments: JSONTestDocument.Producer.allCases)
    func survivesMutations(_ producer: JSONTestDocument.Producer) throws {
        var random = SplitMix64(seed: 7)
        var document = JSONTestDocument(seed: 3, producer: producer)
        let original = Array(document.text(frames: 2).utf8)
        let interesting = Array("{}[],:\"\\-0123456789.eEnulltrfs \n\u{0}".utf8) + [0x80, 0xC3, 0xFF]
        for _ in 0..<400 {
            var bytes = original
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = interesting.randomElement(using: &random) ?? 0
                case 1: bytes.removeSubrange(place..<min(place + 40, bytes.count))
                case 2: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            do {
                let clip = try LandmarkReader().read(bytes: bytes)
                #expect(clip.values.allSatisfy { abs($0) <= LandmarkClip.coordinateLimit })
                #expect(clip.frameCount > 0)
            } catch {
                #expect(!error.description.contains("\n"))
            }
        }
    }
}

extension LandmarkReader {
    func read(json: String) throws(LandmarkError) -> LandmarkClip {
        try read(bytes: Array(json.utf8))
    }

    func read(bytes: [UInt8]) throws(LandmarkError) -> LandmarkClip {
        try read(bytes.span.bytes)
    }
}
