import TestSupport
import Testing

@testable import Landmarks

@Suite struct LandmarkArrayTests {
    /// Numbers that float32 holds exactly, with some parts missing.
    private func numbers(_ count: Int, _ random: inout SplitMix64) -> [Float] {
        (0..<count).map { _ in Float.random(in: -0.5..<1.5, using: &random) }
    }

    private func clip(
        _ numbers: [Float], _ shape: (Int, Int, Int), strides: LandmarkArray.Strides? = nil, offset: Int = 0,
        parts: [LandmarkPart]? = nil, timestamps: [Double]? = nil
    ) throws -> LandmarkClip {
        try numbers.withUnsafeBytes { bytes in
            let base = try #require(bytes.baseAddress)
            return try LandmarkReader().read(
                LandmarkArray(
                    at: base + offset, shape: shape, strides: strides, parts: parts, timestamps: timestamps))
        }
    }

    @Test("flattened frames give the clip of the same .npy file", arguments: [258, 1662, 1692])
    func flattened(width: Int) throws {
        var random = SplitMix64(seed: 7)
        var numbers = numbers(width * 5, &random)
        for place in width - 126..<width - 63 { numbers[place] = 0 }
        numbers[2 * width + 1] = .nan
        numbers[3 * width + 3] = .nan
        let sample = NumpySample(numbers.map { Double($0) }, shape: "(5, \(width))")
        #expect(try clip(numbers, (5, width, 1)) == NumpyReader.read(sample.bytes.span.bytes))
    }

    @Test("strides of any order and sign give the same clip")
    func strided() throws {
        var random = SplitMix64(seed: 8)
        let (frames, landmarks) = (4, 75)
        let packed = numbers(frames * landmarks * 3, &random)
        let wanted = try clip(packed, (frames, landmarks, 3))
        #expect(wanted.flags.allSatisfy { $0 == .present })
        // [component][landmark][frame], frames in reverse.
        var planes = [Float](repeating: 0, count: packed.count)
        for (place, number) in packed.enumerated() {
            let (frame, landmark, component) = (place / 225, place / 3 % 75, place % 3)
            planes[(component * landmarks + landmark) * frames + frames - 1 - frame] = number
        }
        let strides = LandmarkArray.Strides(
            frame: -4, landmark: frames * 4, component: frames * landmarks * 4)
        #expect(
            try clip(planes, (frames, landmarks, 3), strides: strides, offset: (frames - 1) * 4) == wanted)
    }

    @Test("the number of landmarks determines the layout")
    func layouts() throws {
        var random = SplitMix64(seed: 9)
        for (count, parts, face) in [
            (75, [LandmarkPart.pose, .leftHand, .rightHand], 0),
            (543, [.pose, .face, .leftHand, .rightHand], 468),
            (553, [.pose, .face, .leftHand, .rightHand], 478),
        ] {
            let clip = try clip(numbers(count * 4, &random), (1, count, 4))
            #expect(clip.layout == LandmarkLayout(parts: parts, faceCount: face))
        }
        let world = LandmarkPart.allCases
        let clip = try clip(numbers(618 * 3, &random), (1, 618, 3), parts: world)
        #expect(clip.layout.parts == world)
    }

    @Test("a NaN landmark is missing; a part of zeros was not detected")
    func missing() throws {
        var random = SplitMix64(seed: 10)
        var numbers = numbers(75 * 4, &random)
        numbers[4 * 5 + 1] = .nan
        numbers[4 * 8 + 2] = .nan
        numbers[4 * 6 + 3] = .nan
        for place in 33 * 4..<54 * 4 { numbers[place] = 0 }
        let clip = try clip(numbers, (1, 75, 4))
        #expect(clip.flags[5] == [])
        #expect(Array(clip.values[20..<24]) == [0, 0, 0, 0])
        #expect(clip.flags[6] == .present)
        #expect(clip.flags[8] == [.present, .hasVisibility] && clip.values[34] == 0)
        #expect(clip.values[27] == 0)
        #expect(clip.flags[7] == [.present, .hasVisibility])
        #expect(!clip.isPresent(.leftHand, frame: 0))
        #expect(clip.isPresent(.rightHand, frame: 0))
        #expect(clip.warnings.isEmpty)
    }

    @Test("values that no recording has are refused")
    func refused() throws {
        var numbers = [Float](repeating: 0.5, count: 2 * 75 * 3)
        func error(_ body: () throws -> LandmarkClip) throws -> LandmarkError {
            try #require(throws: LandmarkError.self) { try body() }
        }
        for shape in [
            (2, 74, 3), (2, 75, 2), (0, 75, 3), (2, 258, 3), (2, 75, 1), (2, -75, 3), (.max, 75, 3),
        ] {
            _ = try error { try clip(numbers, shape) }
        }
        #expect(try error { try clip(numbers, (2, 75, 3), timestamps: [1]) }.what.contains("1 timestamps"))
        #expect(
            try error { try clip(numbers, (2, 75, 3), timestamps: [1, .nan]) }.location
                == .frame(1, byte: nil))
        #expect(try error { try clip(numbers, (2, 75, 3), timestamps: [1, 0.9]) }.what.contains("backwards"))
        numbers[75 * 3 + 4] = .infinity
        let infinite = try error { try clip(numbers, (2, 75, 3)) }
        #expect(infinite.what == "y of pose landmark 1 is infinite")
        #expect(infinite.location == .frame(1, byte: nil))
        numbers[75 * 3 + 4] = 1e6
        #expect(try error { try clip(numbers, (2, 75, 3)) }.what.contains("beyond"))
    }
}
