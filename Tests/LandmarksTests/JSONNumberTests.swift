import TestSupport
import Foundation
import Landmarks
import Testing

@Suite struct JSONNumberTests {
    /// The reader's value of each decimal, as x of a hand's landmarks.
    private func floats(_ decimals: [String]) throws -> [Float] {
        var read: [Float] = []
        for start in stride(from: 0, to: decimals.count, by: 21) {
            var group = Array(decimals[start..<min(start + 21, decimals.count)])
            let count = group.count
            group += Array(repeating: "0", count: 21 - count)
            let plain = group.map { "{\"x\":\($0),\"y\":0,\"z\":0}" }.joined(separator: ",")
            let strings = group.map { "\"\($0),0,0\"" }.joined(separator: ",")
            let clip = try LandmarkReader().read(
                json: """
                    {"leftHandLandmarks":[\(plain)],"right_hand_landmarks":{"landmarks":[\(strings)]}}
                    """)
            let left = (0..<count).map { clip.values[$0 * 4] }
            let right = (0..<count).map { clip.values[(21 + $0) * 4] }
            #expect(left.map(\.bitPattern) == right.map(\.bitPattern))
            read += left
        }
        return read
    }

    @Test func everyFloatSurvivesItsShortestDecimal() throws {
        var random = SplitMix64(seed: 1)
        var values: [Float] = [
            0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 1e5,
        ]
        while values.count < 20_000 {
            let value = Float(bitPattern: UInt32.random(in: 0 ... .max, using: &random))
            if abs(value) <= 1e5 { values.append(value) }
        }
        for _ in 0..<1000 {
            values.append(Float(bitPattern: UInt32.random(in: 0..<0x0080_0000, using: &random)))
        }
        let read = try floats(values.map { "\($0)" })
        #expect(read.map(\.bitPattern) == values.map(\.bitPattern))
    }

    /// Decimals at, slightly above and slightly below the middle of two floats, where rounding through double
    /// is wrong.
    @Test func middlesOfFloatsAreRoundedOnce() throws {
        var random = SplitMix64(seed: 2)
        var decimals: [String] = []
        while decimals.count < 3000 {
            // Every third number has an exponent of 0, for subnormals.
            let limit: UInt32 = decimals.count % 9 == 0 ? 0x0080_0000 : 0x4780_0000
            let low = Float(bitPattern: UInt32.random(in: 0..<limit, using: &random))
            let middle = (Double(low) + Double(low.nextUp)) / 2
            let exact = String(format: "%.200f", middle)
            decimals += [exact, exact + "0001", exact.dropLast(150) + "000"]
        }
        decimals += ["1e-46", "7.006492321624085e-46", "7.006492321624086e-46", "1e-400", "-1e-400"]
        let expected = decimals.map { strtof($0, nil) }
        let read = try floats(decimals)
        #expect(read.map(\.bitPattern) == expected.map(\.bitPattern))
    }
}
