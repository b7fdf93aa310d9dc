/// A linear map of measured features onto fewer, in which squared distances add up.
public struct Projection: Sendable, Hashable {
    /// Features in.
    public let inputs: Int
    /// Features out.
    public let outputs: Int
    /// `[inputs][outputs]`.
    public let values: [Float]

    /// A map from its matrix.
    ///
    /// - Precondition: `values` holds `inputs * outputs` numbers.
    public init(inputs: Int, outputs: Int, values: [Float]) {
        precondition(values.count == inputs * outputs)
        self.inputs = inputs
        self.outputs = outputs
        self.values = values
    }

    /// A map that scales every feature alike.
    init(scaling factor: Float, features: Int) {
        var values = [Float](repeating: 0, count: features * features)
        for feature in 0..<features { values[feature * features + feature] = factor }
        self.init(inputs: features, outputs: features, values: values)
    }

    /// Adds `factor` times the projection of one frame to the `outputs` numbers of `output` from `start` on.
    /// O(inputs · outputs).
    ///
    /// - Parameters:
    ///   - input: some of the features of a frame, of which the first is feature `first` of this map.
    func add(
        _ input: ArraySlice<Float>, from first: Int, times factor: Float, to output: inout MutableSpan<Float>,
        at start: Int
    ) {
        // Each number is checked against its array once, so that the loop inside is one of vectors.
        precondition(start >= 0 && start + outputs <= output.count)
        precondition(first >= 0 && (first + input.count) * outputs <= values.count)
        output.withUnsafeMutableBufferPointer { output in
            values.withUnsafeBufferPointer { values in
                var row = first * outputs
                for value in input {
                    let scaled = factor * value
                    for column in 0..<outputs { output[start + column] += scaled * values[row + column] }
                    row += outputs
                }
            }
        }
    }
}
