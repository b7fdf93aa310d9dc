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

    /// Adds `factor` times the projection of one frame to `output`. O(inputs · outputs).
    ///
    /// - Parameters:
    ///   - input: some of the features of a frame, of which the first is feature `first` of this map.
    ///   - output: `outputs` numbers.
    func add(
        _ input: ArraySlice<Float>, from first: Int, times factor: Float, to output: inout ArraySlice<Float>
    ) {
        let start = output.startIndex
        var row = first * outputs
        for value in input {
            let scaled = factor * value
            for column in 0..<outputs { output[start + column] += scaled * values[row + column] }
            row += outputs
        }
    }
}
