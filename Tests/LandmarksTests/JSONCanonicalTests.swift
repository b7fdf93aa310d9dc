import TestSupport
import Landmarks
import Testing

@Suite struct JSONCanonicalTests {
    private func read(_ json: [UInt8]) throws -> LandmarkClip { try LandmarkReader().read(bytes: json) }

    private func expectIdentical(_ a: LandmarkClip, _ b: LandmarkClip) {
        #expect(a.layout == b.layout)
        #expect(a.facts == b.facts)
        #expect(a.timestamps?.map(\.bitPattern) == b.timestamps?.map(\.bitPattern))
        #expect(a.flags == b.flags)
        #expect(a.values.map(\.bitPattern) == b.values.map(\.bitPattern))
    }

    @Test(arguments: JSONTestDocument.Producer.allCases)
    func comesBackIdentical(_ producer: JSONTestDocument.Producer) throws {
        for seed in 0..<4 as Range<UInt64> {
            var document = JSONTestDocument(seed: seed, producer: producer)
            let clip = try LandmarkReader().read(json: document.text(frames: 3))
            let json = clip.canonicalJSON()
            let again = try read(json)
            expectIdentical(clip, again)
            #expect(again.canonicalJSON() == json)
        }
    }

    @Test func bitsAndLayoutComeBack() throws {
        var random = SplitMix64(seed: 5)
        let layouts = [
            LandmarkLayout(parts: LandmarkPart.allCases, faceCount: 478), LandmarkLayout(parts: [.face]),
            LandmarkLayout(parts: [.poseWorld, .leftHand]),
        ]
        for layout in layouts {
            let count = 2 * layout.landmarkCount
            var values: [Float] = []
            var flags: [LandmarkFlags] = []
            for landmark in 0..<count {
                // The second frame is empty, and the first lacks some landmarks.
                let isPresent = landmark < layout.landmarkCount && random.chance(0.9)
                flags.append(isPresent ? [.present] : [])
                let bits = (0..<3).map { _ in UInt32.random(in: 0..<0x4780_0000, using: &random) }
                values += bits.map { isPresent ? -Float(bitPattern: $0) : 0 } + [0]
            }
            let facts = SourceFacts(fps: 1e-3, width: 1, height: 65535, mirrored: false, dominantHand: .right)
            let clip = LandmarkClip(
                layout: layout, facts: facts, frameCount: 2, timestamps: [-1e-300, 1.1e16], values: values,
                flags: flags)
            expectIdentical(clip, try read(clip.canonicalJSON()))
        }
    }

    @Test func partsThatNoFrameShowsAreKept() throws {
        for parts in [[LandmarkPart.face], [.pose], LandmarkPart.allCases] {
            let layout = LandmarkLayout(parts: parts, faceCount: 478)
            let clip = LandmarkClip(
                layout: layout, facts: SourceFacts(), frameCount: 1, timestamps: nil,
                values: Array(repeating: 0, count: layout.landmarkCount * 4),
                flags: Array(repeating: [], count: layout.landmarkCount))
            expectIdentical(clip, try read(clip.canonicalJSON()))
        }
    }

    @Test func looksLikeTheContract() {
        let layout = LandmarkLayout(parts: [.leftHand])
        var flags = Array(repeating: LandmarkFlags(), count: 21)
        flags[0] = [.present, .hasVisibility]
        var values = Array(repeating: Float(0), count: 84)
        values.replaceSubrange(0..<4, with: [0.1, -0.0, 1e-7, 1])
        let clip = LandmarkClip(
            layout: layout, facts: SourceFacts(fps: 30, mirrored: true), frameCount: 1, timestamps: [0.25],
            values: values, flags: flags)
        let nulls = String(repeating: ",null", count: 20)
        #expect(
            String(decoding: clip.canonicalJSON(), as: UTF8.self) == """
                {"format":"mediapipe-holistic","version":1,"fps":30.0,"mirrored":true,"frames":[
                {"t":0.25,"leftHandLandmarks":[{"x":0.1,"y":-0.0,"z":1e-07,"visibility":1.0}\(nulls)],\
                "rightHandLandmarks":[]}
                ]}

                """)
    }
}
