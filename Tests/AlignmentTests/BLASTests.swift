import TestSupport
import Alignment
import COpenBLAS
import Foundation
import Testing

@Suite("OpenBLAS on many threads")
struct BLASTests {
    /// Rows, columns and depth of the costs of an attempt and a take.
    private static let (rows, columns, depth) = (90, 75, 44)

    private static func product(_ left: [Float], _ right: [Float], into out: inout [Float]) {
        BLAS.call {
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, blasint(rows), blasint(columns), blasint(depth), 1,
                left,
                blasint(depth), right, blasint(depth), 0, &out, blasint(columns))
        }
    }

    // Debian's serial build shares its work space without a lock: of 20,000 such products 212 were wrong.
    @Test("products are equal to the bit while other threads compute theirs")
    func sideBySide() {
        var generator = SplitMix64(seed: 77)
        func values(_ count: Int) -> [Float] {
            (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
        }
        let factors = (0..<16).map { _ in (values(Self.rows * Self.depth), values(Self.columns * Self.depth))
        }
        let empty = [Float](repeating: 0, count: Self.rows * Self.columns)
        let alone = factors.map { left, right in
            var out = empty
            Self.product(left, right, into: &out)
            return out
        }
        let wrong = Parallel.map(Array(0..<8), threads: 4) { _ in
            var (out, wrong) = (empty, 0)
            for round in 0..<4000 {
                let (left, right) = factors[round % 16]
                Self.product(left, right, into: &out)
                if memcmp(out, alone[round % 16], out.count * MemoryLayout<Float>.size) != 0 { wrong += 1 }
            }
            return wrong
        }
        #expect(wrong == [Int](repeating: 0, count: 8))
    }
}
