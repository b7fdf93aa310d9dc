import TestSupport
import CLandmarks
import Testing

/// Compares the scanner's two loops with simple ones, on this machine's instructions and on any machine's.
@Suite struct JSONKernelTests {
    private let kernels = [
        landmark_json_kernels_here(), landmark_json_kernels_narrow(), landmark_json_kernels_anywhere(),
    ]

    /// Counts brackets and skips strings, one byte at a time; returns 0 where the kernel does.
    private func naiveEnd(_ bytes: [UInt8]) -> Int {
        var depth = 0
        var isInString = false
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\\") || byte > 0x7F || (isInString && byte < 0x20) { return 0 }
            if byte == UInt8(ascii: "\"") { isInString.toggle() }
            if isInString { continue }
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return place + 1 }
            }
        }
        return 0
    }

    @Test func findsTheEndOfWhatIsSkipped() {
        var random = SplitMix64(seed: 41)
        var found = 0
        for round in 0..<6000 {
            let rare = round % 5 == 0 ? Array("\\\u{1f}\u{7f}".utf8) + [0x80, 0xFF] : []
            let usual = Array("[]{}\"\",:0 \nab".utf8)
            let quiet = Array(repeating: UInt8(ascii: "1"), count: round % 40)
            let alphabet = usual + quiet + rare
            var bytes: [UInt8] = [UInt8(ascii: "[")]
            for _ in 0..<Int.random(in: 0..<400, using: &random) {
                bytes.append(alphabet.randomElement(using: &random) ?? 0x20)
            }
            let expected = naiveEnd(bytes)
            found += expected > 0 ? 1 : 0
            for kernel in kernels {
                let end = bytes.withUnsafeBytes {
                    kernel.skipped($0.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
                }
                #expect(end == expected)
            }
        }
        #expect(found > 1000 && found < 5500)
    }

    @Test func machinesReadTheSamePoints() {
        var random = SplitMix64(seed: 42)
        var points = 0
        for _ in 0..<1000 {
            var text = ""
            for _ in 0..<8 {
                let numbers = (0..<4).map { _ in
                    var digits = "\(Double.random(in: -2...2, using: &random))"
                    if random.chance(0.3) {
                        digits = String(digits.prefix(Int.random(in: 1...20, using: &random)))
                    }
                    if random.chance(0.1) { digits += "e-\(Int.random(in: 0...30, using: &random))" }
                    if random.chance(0.01) { digits += random.chance(0.5) ? "x" : "00000000000" }
                    return digits
                }
                text += "{\"x\":\(numbers[0]),\"y\":\(numbers[1]),\"z\": \(numbers[2])"
                text += random.chance(0.5) ? "}," : ",\"visibility\":\(numbers[3])},"
            }
            let bytes = Array((text + String(repeating: " ", count: 1200)).utf8)
            let results = kernels.map { kernel in
                var values = [Float](repeating: 0, count: 32)
                var flags = [UInt8](repeating: 0, count: 8)
                let count = bytes.withUnsafeBytes {
                    kernel.usual_points(
                        $0.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, 8, &values, &flags)
                }
                points += count
                return (count, values.prefix(count * 4).map(\.bitPattern), Array(flags.prefix(count)))
            }
            #expect(results[0] == results[1])
        }
        #expect(points > 3000)
    }
}
