import TestSupport
import Testing

@testable import Landmarks

struct PoseWriterTests {
    private func failure(_ clip: LandmarkClip) throws -> LandmarkError {
        try #require(throws: LandmarkError.self) { try clip.poseFile() }
    }

    @Test("Every layout survives to the last bit, with every flag, fact and timestamp")
    func roundTrip() throws {
        var random = SplitMix64(seed: 21)
        for subset in 0..<1 << LandmarkPart.allCases.count {
            let parts = LandmarkPart.allCases.filter { subset >> $0.rawValue & 1 == 1 }
            let layout = LandmarkLayout(parts: parts, faceCount: random.pick([468, 478]))
            let clip = random.clip(layout, frames: random.pick([1, 2, 3]))
            let bytes = try clip.poseFile()
            #expect(PoseReader.recognises(bytes))
            let back = try PoseReader.read(bytes)
            #expect(back.isIdentical(to: clip))
            #expect(try back.poseFile() == bytes)
        }
    }

    @Test func manyFramesOfAHandSurvive() throws {
        var random = SplitMix64(seed: 22)
        for _ in 0..<30 {
            let clip = random.clip(LandmarkLayout(parts: [.rightHand, .leftHandWorld]), frames: 40)
            #expect(try PoseReader.read(clip.poseFile()).isIdentical(to: clip))
        }
    }

    @Test("One step from the quotient to the coordinate always suffices")
    func steps() {
        var random = SplitMix64(seed: 23)
        var used: Set<UInt32> = []
        for _ in 0..<100_000 {
            let x = random.coordinate()
            let width = Float(Int.random(in: 1...65_535, using: &random))
            let quotient = x * width / width
            guard let step = PoseExact.step(from: quotient, to: x) else {
                Issue.record("\(x) × \(width) comes back as \(quotient)")
                continue
            }
            used.insert(step)
            #expect(PoseExact.value(step, from: quotient)?.bitPattern == x.bitPattern)
        }
        #expect(used == [0, 1, 2])
    }

    @Test func plainReadersSeePixelsAndConfidence() throws {
        var random = SplitMix64(seed: 24)
        for facts in [SourceFacts(), SourceFacts(fps: 12.5, width: 1279, height: 719)] {
            var clip = random.clip(LandmarkLayout(parts: LandmarkPart.allCases), frames: 3)
            clip.facts = facts
            let bytes = try clip.poseFile()
            let twin = PoseTwin(bytes)
            #expect(twin.width == facts.width ?? 640 && twin.height == facts.height ?? 480)
            #expect(twin.frames.count == 3)
            var slot = 0
            for named in twin.frames {
                for part in clip.layout.parts {
                    for name in PoseCatalogue.pointNames(of: part, count: clip.layout.count(of: part)) {
                        let component = PoseCatalogue.componentName(of: part).description
                        let point = try #require(named[component + "/" + name])
                        let (x, y) = (Double(clip.values[slot * 4]), Double(clip.values[slot * 4 + 1]))
                        #expect(point.x == Double(Float(x * Double(twin.width))))
                        #expect(point.y == Double(Float(y * Double(twin.height))))
                        #expect(point.z == clip.values[slot * 4 + 2])
                        #expect((point.confidence != 0) == clip.flags[slot].contains(.present))
                        let visibility = clip.values[slot * 4 + 3]
                        if visibility != 0 { #expect(point.confidence == visibility) }
                        slot += 1
                    }
                }
            }
        }
    }

    @Test func theHeaderTellsToolsHowFastToPlay() throws {
        var random = SplitMix64(seed: 25)
        let base = random.clip(LandmarkLayout(parts: [.leftHand]), frames: 3)
        func rate(_ fps: Double?, _ timestamps: [Double]?) throws -> Float {
            let clip = LandmarkClip(
                layout: base.layout, facts: SourceFacts(fps: fps), frameCount: 3, timestamps: timestamps,
                values: base.values, flags: base.flags)
            return PoseTwin(try clip.poseFile()).fps
        }
        #expect(try rate(24.5, [0, 1, 2]) == 24.5)
        #expect(try rate(nil, [1, 1.1, 1.25]) == 8)
        #expect(try rate(nil, [1, 1, 1]) == 30)
        #expect(try rate(nil, nil) == 30)
    }

    @Test func whatTheFormatCannotHoldIsRefused() throws {
        var random = SplitMix64(seed: 26)
        var clip = random.clip(LandmarkLayout(parts: [.leftHand]), frames: 2)
        for width in [0, -1, 65_536] {
            clip.facts.width = width
            #expect(try failure(clip).what.contains("does not fit in a .pose header"))
        }
        clip.facts.width = nil
        for fps in [0, -1, .nan, .infinity, 1000.5] {
            clip.facts.fps = fps
            #expect(try failure(clip).what == "a frame rate of \(fps) cannot be written")
        }
        let empty = LandmarkClip(
            layout: clip.layout, facts: SourceFacts(), frameCount: 0, timestamps: nil, values: [], flags: [])
        #expect(try failure(empty).what == "the clip holds no frames")
        func with(_ timestamps: [Double]?, value: Float) -> LandmarkClip {
            var values = Array(repeating: Float(0.5), count: 2 * 21 * 4)
            values[21 * 4 + 3 * 4 + 1] = value
            return LandmarkClip(
                layout: clip.layout, facts: SourceFacts(), frameCount: 2, timestamps: timestamps,
                values: values,
                flags: Array(repeating: .present, count: 42))
        }
        for times in [[1, 0.5], [0, .nan], [0, .infinity]] {
            #expect(try failure(with(times, value: 0)).location == .frame(1, byte: nil))
        }
        for value in [Float.nan, .infinity, LandmarkClip.coordinateLimit.nextUp] {
            let error = try failure(with(nil, value: value))
            #expect(error.location == .frame(1, byte: nil))
            #expect(error.what == "landmark 3 is not a finite coordinate within ±100,000")
        }
    }
}
