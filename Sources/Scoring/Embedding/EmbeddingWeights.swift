import CEmbedding

/// The sizes of the networks of an ``EmbeddingNetwork``; `embedding_shape` says what each is.
struct EmbeddingShape: Sendable, Equatable {
    var frames = 0
    var features = 0
    var channels = 0
    var dimension = 0
    var firstTaps = 0
    var stride = 0
    var taps = 0
    var dilations: [UInt32] = []

    /// The numbers of each part of one network, in the order of the file.
    var first: Int { firstTaps * features * channels }
    var biases: Int { (dilations.count + 1) * channels }
    var gains: Int { dilations.count * channels }
    var layers: Int { dilations.count * taps * channels * channels }
    var head: Int { 3 * channels * dimension }
    /// The numbers of one network: first, biases, gains, shifts, layers, head.
    var weights: Int { first + biases + 2 * gains + layers + head }

    /// Whether the kernel can run it, without reading or writing outside its buffers: see CEmbedding.h.
    var isRunnable: Bool {
        let columns = Int(EMBEDDING_COLUMNS)
        return frames == Postures.frames && features == Postures.features && channels > 0 && dimension > 0
            && channels % columns == 0 && dimension % columns == 0 && channels <= 1024 && dimension <= 1024
            && (1...16).contains(stride) && frames % (stride * Int(EMBEDDING_TILE)) == 0
            && (stride...16).contains(firstTaps) && taps % 2 == 1 && taps <= 16 && dilations.count <= 32
            && dilations.allSatisfy { (1...16).contains($0) }
    }

    func withShape<Result>(_ body: (UnsafePointer<embedding_shape>) -> Result) -> Result {
        dilations.withUnsafeBufferPointer { dilations in
            var shape = embedding_shape(
                frames: frames, features: features, channels: channels, dimension: dimension,
                first_taps: firstTaps, stride: stride, layers: dilations.count, taps: taps,
                dilations: dilations.baseAddress)
            return body(&shape)
        }
    }
}

/// The weights of one network.
struct EmbeddingWeights: Sendable {
    /// `[features]`: subtracted from a feature, and multiplied with it then.
    let means: [Float]
    let scales: [Float]
    /// As ``EmbeddingShape/weights``.
    let values: [Float]

    /// Runs the network on `[frames][features]`; `[dimension]` numbers, a unit vector. O(weights · frames).
    ///
    /// - Precondition: the sizes are those of `shape`, which is runnable.
    func run(_ shape: EmbeddingShape, _ input: [Float], by kernel: EmbeddingKernel) -> [Float] {
        precondition(shape.isRunnable && input.count == shape.frames * shape.features)
        precondition(means.count == shape.features && scales.count == shape.features)
        precondition(values.count == shape.weights)
        return shape.withShape { sizes in
            means.withUnsafeBufferPointer { means in
                scales.withUnsafeBufferPointer { scales in
                    values.withUnsafeBufferPointer { values in
                        Self.run(shape, sizes, means, scales, values, input, kernel)
                    }
                }
            }
        }
    }

    private static func run(
        _ shape: EmbeddingShape, _ sizes: UnsafePointer<embedding_shape>, _ means: UnsafeBufferPointer<Float>,
        _ scales: UnsafeBufferPointer<Float>, _ values: UnsafeBufferPointer<Float>, _ input: [Float],
        _ kernel: EmbeddingKernel
    ) -> [Float] {
        // The preconditions hold: no buffer is empty.
        guard let start = values.baseAddress else { return [] }
        let biases = start + shape.first
        let gains = biases + shape.biases
        let shifts = gains + shape.gains
        let layers = shifts + shape.gains
        var weights = embedding_weights(
            means: means.baseAddress, scales: scales.baseAddress, first: start, biases: biases, gains: gains,
            shifts: shifts, layers: layers, head: layers + shape.layers)
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: embedding_scratch(sizes)) { scratch in
            [Float](unsafeUninitializedCapacity: shape.dimension) { result, count in
                kernel.functions.pointee.run(sizes, &weights, input, scratch.baseAddress, result.baseAddress)
                count = shape.dimension
            }
        }
    }
}
