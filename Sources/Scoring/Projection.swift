/// A linear map of measured features onto fewer features whose squared differences add up.
public struct Projection: Sendable, Hashable {
    /// The number of features before projection.
    public let inputs: Int
    /// The number of features after projection.
    public let outputs: Int
    /// `[inputs][outputs]`.
    public let values: [Float]
    /// The matrix as SIMD vectors: `[inputs][columns]`, each row padded with zeros.
    private let rows: [SIMD4<Float>]
    /// The number of SIMD vectors in a row and in a projected frame.
    let columns: Int

    /// - Precondition: `values` holds `inputs * outputs` numbers.
    public init(inputs: Int, outputs: Int, values: [Float]) {
        precondition(values.count == inputs * outputs)
        self.inputs = inputs
        self.outputs = outputs
        self.values = values
        let columns = (outputs + 3) / 4
        var rows = [SIMD4<Float>](repeating: .zero, count: inputs * columns)
        for input in 0..<inputs {
            for output in 0..<outputs {
                rows[input * columns + output / 4][output % 4] = values[input * outputs + output]
            }
        }
        self.rows = rows
        self.columns = columns
    }

    /// A map that multiplies every feature by `factor`.
    init(scaling factor: Float, features: Int) {
        var values = [Float](repeating: 0, count: features * features)
        for feature in 0..<features { values[feature * features + feature] = factor }
        self.init(inputs: features, outputs: features, values: values)
    }

    /// Adds `factor` times the projection of some features to `sums`, frame by frame. Each number is summed
    /// in the order of the features. O(frames · features · outputs).
    ///
    /// - Parameters:
    ///   - features: `[frames][width]`; the first feature is feature `first` of this map.
    ///   - seen: the frames to project.
    ///   - sums: `[frames][columns]`.
    func add(
        _ features: [Float], width: Int, from first: Int, times factor: Float,
        to sums: inout [SIMD4<Float>], where seen: [Bool]
    ) {
        // Checks the bounds of the unchecked loops once.
        precondition(first >= 0 && width >= 0 && first + width <= inputs)
        precondition(features.count == seen.count * width && sums.count == seen.count * columns)
        features.withUnsafeBufferPointer { features in
            rows.withUnsafeBufferPointer { rows in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let features = features.baseAddress, let rows = rows.baseAddress,
                        let sums = sums.baseAddress
                    else { return }
                    for frame in seen.indices where seen[frame] {
                        add(
                            UnsafeBufferPointer(start: features + frame * width, count: width),
                            rows + first * columns, times: factor, to: sums + frame * columns)
                    }
                }
            }
        }
    }

    private func add(
        _ input: UnsafeBufferPointer<Float>, _ rows: UnsafePointer<SIMD4<Float>>, times factor: Float,
        to sums: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        var column = 0
        // Three columns at a time: their sums stay in registers.
        while columns - column >= 3 {
            add(input, rows + column, factor, InlineArray<3, SIMD4<Float>>(repeating: .zero), sums + column)
            column += 3
        }
        if columns - column == 2 {
            add(input, rows + column, factor, InlineArray<2, SIMD4<Float>>(repeating: .zero), sums + column)
        } else if columns - column == 1 {
            add(input, rows + column, factor, InlineArray<1, SIMD4<Float>>(repeating: .zero), sums + column)
        }
    }

    private func add<let count: Int>(
        _ input: UnsafeBufferPointer<Float>, _ rows: UnsafePointer<SIMD4<Float>>, _ factor: Float,
        _ zeros: InlineArray<count, SIMD4<Float>>, _ sums: UnsafeMutablePointer<SIMD4<Float>>
    ) {
        var (held, row) = (zeros, rows)
        for column in 0..<count { held[unchecked: column] = sums[column] }
        for value in input {
            let scaled = factor * value
            for column in 0..<count { held[unchecked: column] += scaled * row[column] }
            row += columns
        }
        for column in 0..<count { sums[column] = held[unchecked: column] }
    }
}
