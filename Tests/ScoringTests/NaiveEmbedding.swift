@testable import Scoring

/// An embedding network in double precision, as the formulas of CEmbedding.h read.
struct NaiveEmbedding {
    let shape: EmbeddingShape
    let weights: EmbeddingWeights

    /// A matrix of the file as `[row][column]`: its blocks of 16 columns side by side.
    private func matrix(_ start: Int, rows: Int, columns: Int) -> [[Double]] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                Double(weights.values[start + (column / 16) * rows * 16 + row * 16 + column % 16])
            }
        }
    }

    private func convolved(
        _ frames: [[Double]], _ start: Int, taps: Int, dilation: Int, stride: Int, biases: Int
    ) -> [[Double]] {
        let width = frames[0].count
        let matrix = matrix(start, rows: taps * width, columns: shape.channels)
        let outputs = frames.count / stride
        // As many zeros before as after; an odd one comes after.
        let before = ((outputs - 1) * stride + (taps - 1) * dilation + 1 - frames.count) / 2
        return (0..<outputs).map { output in
            (0..<shape.channels).map { channel in
                var sum = Double(weights.values[biases + channel])
                for tap in 0..<taps {
                    let frame = output * stride + tap * dilation - before
                    guard frames.indices.contains(frame) else { continue }
                    for feature in 0..<width {
                        sum += frames[frame][feature] * matrix[tap * width + feature][channel]
                    }
                }
                return max(sum, 0)
            }
        }
    }

    func embedding(_ input: [Float]) -> [Double] {
        let standard = (0..<shape.frames).map { frame in
            (0..<shape.features).map { feature in
                let value = Double(input[frame * shape.features + feature]) - Double(weights.means[feature])
                return min(max(value * Double(weights.scales[feature]), -4), 4)
            }
        }
        let biases = shape.first
        var hidden = convolved(
            standard, 0, taps: shape.firstTaps, dilation: 1, stride: shape.stride, biases: biases)
        let gains = biases + shape.biases
        let shifts = gains + shape.gains
        let layers = shifts + shape.gains
        for (layer, dilation) in shape.dilations.enumerated() {
            let normal = hidden.map { frame in
                let square = frame.reduce(0) { $0 + $1 * $1 } / Double(frame.count) + 1e-5
                return frame.enumerated().map { channel, value in
                    value / square.squareRoot()
                        * Double(weights.values[gains + layer * shape.channels + channel])
                        + Double(weights.values[shifts + layer * shape.channels + channel])
                }
            }
            let change = convolved(
                normal, layers + layer * shape.taps * shape.channels * shape.channels, taps: shape.taps,
                dilation: Int(dilation), stride: 1, biases: biases + (layer + 1) * shape.channels)
            for frame in hidden.indices {
                for channel in 0..<shape.channels { hidden[frame][channel] += change[frame][channel] }
            }
        }
        let third = hidden.count / 3
        func pooled(_ pool: ([Double]) -> Double, _ frames: ArraySlice<[Double]>) -> [Double] {
            (0..<shape.channels).map { channel in pool(frames.map { $0[channel] }) }
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let input =
            pooled(mean, hidden[...]) + pooled({ $0.max() ?? 0 }, hidden[...])
            + pooled(mean, hidden[third...2 * third])
        let head = matrix(
            layers + shape.layers, rows: 3 * shape.channels, columns: shape.dimension)
        let result = (0..<shape.dimension).map { place in
            input.indices.reduce(0) { $0 + input[$1] * head[$1][place] }
        }
        let length = result.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return result.map { $0 / length }
    }
}
