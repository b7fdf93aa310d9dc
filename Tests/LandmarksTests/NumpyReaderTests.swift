import TestSupport
import Testing

@testable import Landmarks

struct NumpyReaderTests {
    private func failure(_ sample: NumpySample) throws -> LandmarkError {
        try #require(throws: LandmarkError.self) { try NumpyReader.read(sample.bytes) }
    }

    /// Numbers of `frames` frames, exact in float32; some parts are all zeros.
    private func numbers(_ width: Int, frames: Int, _ random: inout SplitMix64) -> [Double] {
        (0..<frames).flatMap { _ in
            let hands = max(width - 126, 0)..<width
            let left = Bool.random(using: &random)
            return (0..<width).map { index in
                left && hands.prefix(63).contains(index)
                    ? 0 : Double(Float.random(in: -0.5..<1.5, using: &random))
            }
        }
    }

    /// The clip that the documentation of the arrays defines, one number at a time.
    private func twin(_ numbers: [Double], _ width: Int) -> (values: [Float], flags: [LandmarkFlags]) {
        let parts: [(Int, Int)] =
            switch width {
            case 1662: [(33, 4), (468, 3), (21, 3), (21, 3)]
            case 1692: [(33, 4), (478, 3), (21, 3), (21, 3)]
            case 258: [(33, 4), (21, 3), (21, 3)]
            case 1629: [(33, 3), (468, 3), (21, 3), (21, 3)]
            case 1659: [(33, 3), (478, 3), (21, 3), (21, 3)]
            case 225: [(33, 3), (21, 3), (21, 3)]
            case 1530: [(468, 3), (21, 3), (21, 3)]
            case 1560: [(478, 3), (21, 3), (21, 3)]
            case 126: [(21, 3), (21, 3)]
            default: [(21, 3)]
            }
        var values: [Float] = []
        var flags: [LandmarkFlags] = []
        var next = 0
        while next < numbers.count {
            for (count, each) in parts {
                let part = numbers[next..<next + count * each].map { Float($0) }
                next += count * each
                let seen = part.contains { $0 != 0 }
                for landmark in 0..<count {
                    let own = part[landmark * each..<landmark * each + each]
                    // Only z may be NaN.
                    let here =
                        seen && !own.prefix(2).contains(where: \.isNaN)
                        && !own.dropFirst(3).contains(where: \.isNaN)
                    let flat = own.map { $0.isNaN ? 0 : $0 }
                    values += here ? flat + (each == 3 ? [0] : []) : [0, 0, 0, 0]
                    flags.append(!here ? [] : each == 4 ? [.present, .hasVisibility] : .present)
                }
            }
        }
        return (values, flags)
    }

    @Test(
        "Every width, type and order agrees with the slow twin",
        arguments: [1662, 1692, 258, 1629, 1659, 225, 1530, 1560, 126, 63])
    func twin(width: Int) throws {
        var random = SplitMix64(seed: UInt64(width))
        var numbers = numbers(width, frames: 4, &random)
        for _ in 0..<3 where width % 4 == 1 {
            let place = Int.random(in: 0..<width / 3, using: &random) * 3 + 2
            if numbers[place] != 0 { numbers[place] = .nan }
        }
        let expected = twin(numbers, width)
        let columns = (0..<width).flatMap { index in (0..<4).map { numbers[$0 * width + index] } }
        for descr in ["<f4", ">f4", "<f8", ">f8"] {
            for fortran in [false, true] {
                let sample = NumpySample(
                    fortran ? columns : numbers, shape: "(4, \(width))", descr: descr, fortranOrder: fortran)
                #expect(NumpyReader.recognises(sample.bytes))
                let clip = try NumpyReader.read(sample.bytes)
                #expect(clip.values.map(\.bitPattern) == expected.values.map(\.bitPattern))
                #expect(clip.flags == expected.flags)
                #expect(clip.facts == SourceFacts() && clip.timestamps == nil && clip.warnings.isEmpty)
                #expect(clip.keepsItsPromises)
            }
        }
        let single = NumpySample(Array(numbers.prefix(width)), shape: "(\(width),)")
        #expect(try NumpyReader.read(single.bytes).frameCount == 1)
    }

    @Test func oneHandIsTheOneThatSigns() throws {
        let bytes = NumpySample(Array(repeating: 0.5, count: 126), shape: "(2, 63)").bytes
        #expect(try LandmarkReader().read(bytes: bytes).layout.parts == [.rightHand])
        for reader in [
            LandmarkReader(overriding: SourceFacts(dominantHand: .left)),
            LandmarkReader(assuming: SourceFacts(dominantHand: .left)),
        ] {
            #expect(try reader.read(bytes: bytes).layout.parts == [.leftHand])
        }
    }

    /// Frames that are not flattened; `order` gives the position of each landmark, from the first.
    @Test(
        "Frames of landmarks agree with the slow twin",
        arguments: [
            (543, [LandmarkPart.face, .leftHand, .pose, .rightHand]), (75, [.pose, .leftHand, .rightHand]),
            (553, [.pose, .face, .leftHand, .rightHand]), (42, [.leftHand, .rightHand]), (21, [.rightHand]),
            (33, [.pose]),
        ])
    func landmarks(count: Int, order: [LandmarkPart]) throws {
        var random = SplitMix64(seed: UInt64(count))
        for each in 2...4 {
            for fortran in [false, true] {
                let frames = 3
                var numbers = (0..<frames * count * each).map { _ in
                    Double(Float.random(in: 0.1..<1, using: &random))
                }
                for place in numbers.indices where random.next() % 20 == 0 { numbers[place] = .nan }
                let columns = (0..<each).flatMap { component in
                    (0..<count).flatMap { landmark in
                        (0..<frames).map { numbers[($0 * count + landmark) * each + component] }
                    }
                }
                let sample = NumpySample(
                    fortran ? columns : numbers, shape: "(\(frames), \(count), \(each))",
                    fortranOrder: fortran)
                let clip = try NumpyReader.read(sample.bytes)
                #expect(clip.layout.parts == order.sorted { $0.rawValue < $1.rawValue })
                var first = 0
                for part in order {
                    let range = try #require(clip.layout.range(of: part))
                    for frame in 0..<frames {
                        for landmark in 0..<range.count {
                            let start = (frame * count + first + landmark) * each
                            let own = numbers[start..<start + each].map { Float($0) }
                            let slot = frame * clip.layout.landmarkCount + range.lowerBound + landmark
                            let here = !own[0].isNaN && !own[1].isNaN
                            let isVisible = here && each == 4 && !own[3].isNaN
                            let expected =
                                here ? (own + [0, 0]).prefix(4).map { $0.isNaN ? 0 : $0 } : [0, 0, 0, 0]
                            #expect(Array(clip.values[slot * 4..<slot * 4 + 4]) == expected)
                            #expect(
                                clip.flags[slot]
                                    == (!here ? [] : isVisible ? [.present, .hasVisibility] : .present))
                        }
                    }
                    first += range.count
                }
                #expect(clip.warnings.isEmpty)
            }
        }
    }

    @Test func theOrderOf543IsToldFromTheFace() throws {
        for poseFirst in [false, true] {
            var numbers: [Double] = []
            for landmark in 0..<2 * 543 {
                let isFace = poseFirst ? (33..<501).contains(landmark % 543) : landmark % 543 < 468
                let spread = isFace ? 0.02 : 0.5
                numbers += [
                    0.5 + spread * Double(landmark % 7) / 7, 0.3 + spread * Double(landmark % 5) / 5, 0,
                ]
            }
            let clip = try NumpyReader.read(NumpySample(numbers, shape: "(2, 543, 3)").bytes)
            let pose = try #require(clip.layout.range(of: .pose))
            let first = poseFirst ? 0 : 489
            #expect(clip.values[pose.lowerBound * 4] == Float(numbers[first * 3]))
            #expect(clip.values[(pose.lowerBound + 1) * 4 + 1] == Float(numbers[first * 3 + 4]))
        }
    }

    @Test func doublesAreRoundedOnce() throws {
        var numbers = Array(repeating: 0.1, count: 258)
        numbers[0] = 1 + 0x1p-24 + 0x1p-50
        let clip = try NumpyReader.read(NumpySample(numbers, shape: "(258,)", descr: "<f8").bytes)
        #expect(clip.values[0] == Float(1).nextUp)
        #expect(clip.values[1] == Float(0.1))
    }

    @Test func theHeaderMayBeSpacedAndOrderedFreely() throws {
        let data = NumpySample(Array(repeating: 0.5, count: 258), shape: "").data
        for dictionary in [
            "{'shape':(258,),'fortran_order':False,'descr':'<f4'}",
            " { \"shape\" : ( 1 , 258 , ) , \"descr\" : \"<f4\" , \"fortran_order\" : False , }   \n",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1L, 258L), }",
        ] {
            for version in [[1, 0], [2, 0], [3, 0]] as [[UInt8]] {
                var sample = NumpySample(dictionary: dictionary)
                sample.version = version
                sample.data = data
                #expect(try NumpyReader.read(sample.bytes).frameCount == 1)
            }
        }
    }

    @Test func anotherHeaderIsRefusedAndNamed() throws {
        let wrong = [
            ("{'descr': '<i8', 'fortran_order': False, 'shape': (258,)}", "the numbers are '<i8'"),
            (
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (258,)}",
                "the numbers are '[(?a?, ?<f4?)]'"
            ),
            ("{'descr': '<f4', 'fortran_order': 0, 'shape': (258,)}", "neither True nor False"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (30, 127)}", "shape is [30, 127]"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': ()}", "shape is []"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 258)}", "shape is [2, 3, 258]"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 258)}", "a size that is no number"),
            (
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 258)}",
                "a size that no array has"
            ),
            ("{'descr': '<f4', 'fortran_order': False}", "no 'descr', 'fortran_order' or 'shape'"),
            ("{'descr': '<f4', 'descr': '<f4'}", "unknown or comes twice"),
            ("{'descr': '<f4', 'order': 'C'}", "unknown or comes twice"),
            ("{'descr': '<f4' 'shape': (258,)}", "no '}'"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (258,)} x", "something after its end"),
            ("{'descr': '<f4", "a string without an end"),
            ("", "no '{'"),
        ]
        for (dictionary, what) in wrong {
            let error = try failure(NumpySample(dictionary: dictionary))
            #expect(error.what.contains(what), "\(error)")
        }
        var sample = NumpySample([], shape: "(0, 258)")
        #expect(try failure(sample).what == "the array holds no frames")
        sample.version = [4, 0]
        #expect(try failure(sample).what.hasPrefix("version 4.0 of .npy"))
    }

    @Test func declaredSizesAreNotTrusted() throws {
        let sample = NumpySample([1], shape: "(1000000000, 1662)")
        #expect(
            try failure(sample).what
                == "the shape [1000000000, 1662] takes 6648000000000 bytes, but 4 are left")
        let huge = NumpySample([1], shape: "(9223372036854775807, 1662)")
        #expect(try failure(huge).what.contains("takes more than 2^63 bytes"))
        let long = NumpySample(Array(repeating: 1, count: 259), shape: "(258,)")
        #expect(try failure(long).what == "4 bytes follow the array")
    }

    @Test func oddNumbersAreCountedOrRefusedWithTheirPlace() throws {
        var numbers = Array(repeating: 0.25, count: 2 * 258)
        numbers[258 + 5 * 4 + 3] = .nan
        numbers[132 + 2 * 3] = .nan
        let clip = try NumpyReader.read(NumpySample(numbers, shape: "(2, 258)").bytes)
        #expect(clip.warnings.map(\.text) == ["2 landmarks are not numbers: taken as missing."])
        #expect(clip.flags == twin(numbers, 258).flags)
        for (value, descr) in [(Double.infinity, "<f4"), (1e6, ">f4"), (1e300, "<f8"), (-1e6, ">f8")] {
            var bad = numbers
            bad[258 + 132 + 63 + 7] = value
            let sample = NumpySample(bad, shape: "(2, 258)", descr: descr)
            let size = descr.hasSuffix("8") ? 8 : 4
            let error = try failure(sample)
            #expect(error.location == .frame(1, byte: sample.bytes.count - (63 - 7) * size))
            #expect(error.what.hasPrefix("y of rightHand landmark 2 is "))
        }
    }

    @Test func damagedAndShortFilesNeverCrash() throws {
        var random = SplitMix64(seed: 41)
        let bytes = NumpySample(numbers(258, frames: 2, &random), shape: "(2, 258)").bytes
        for count in bytes.indices {
            #expect(throws: LandmarkError.self) { try NumpyReader.read(Array(bytes[..<count])) }
        }
        var refused = 0
        for round in 0..<4000 {
            var damaged = bytes
            // Half of the changes hit the header, where most errors are possible.
            let reach = round % 2 == 0 ? 90 : damaged.count
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<reach, using: &random)] = UInt8(truncatingIfNeeded: random.next())
            }
            do {
                #expect(try NumpyReader.read(damaged).keepsItsPromises)
            } catch { refused += 1 }
        }
        #expect(refused > 100)
    }
}
