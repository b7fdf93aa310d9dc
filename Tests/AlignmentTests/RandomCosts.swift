import TestSupport
import Alignment

/// The kind of costs in a test of a search over templates.
enum CostKind: CaseIterable, Sendable {
    case anything, ties, zeros, holes, alike
}

extension CostMatrix {
    /// Costs of templates over the same frames.
    static func random(
        rows: Int, columns: Int, _ kind: CostKind, using generator: inout SplitMix64
    ) -> CostMatrix {
        let values = (0..<rows * columns).map { _ -> Float in
            switch kind {
            case .anything: Float.random(in: 0...3, using: &generator)
            case .ties: Float(Int.random(in: 0...2, using: &generator))
            case .zeros: 0
            case .holes:
                Double.random(in: 0..<1, using: &generator) < 0.2
                    ? .infinity : Float.random(in: 0...3, using: &generator)
            case .alike: 0.9 + Float.random(in: 0...0.2, using: &generator)
            }
        }
        return CostMatrix(rows: rows, columns: columns, values: values)
    }

    var doubles: [[Double]] {
        (0..<rows).map { row in (0..<columns).map { Double(values[row * columns + $0]) } }
    }
}
