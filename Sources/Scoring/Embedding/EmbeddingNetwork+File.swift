import CEmbedding

/// Why bytes are no file of networks.
package enum EmbeddingFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The bytes do not begin as such a file does.
    case notNetworks
    /// The sizes at the file's start are none that this engine runs.
    case otherSizes
    /// The file has `bytes`, where its sizes ask for `expected`.
    case length(bytes: Int, expected: Int)
    /// A weight is not finite.
    case notFinite(byte: Int)

    package var description: String {
        switch self {
        case .notNetworks:
            "it is no file of embedding networks, which begins with \"signify\"; write one with \"make learn\""
        case .otherSizes:
            "its networks are of sizes that this version does not run; write them again with \"make learn\""
        case .length(let bytes, let expected):
            "it has \(bytes) bytes, where its networks take \(expected); write it again with \"make learn\""
        case .notFinite(let byte):
            "byte \(byte): a weight is not a finite number; write the file again with \"make learn\""
        }
    }
}

extension EmbeddingNetwork {
    /// Reads networks from a file. O(bytes).
    ///
    /// Little-endian: "signify" and a NUL; the name, 8 ASCII characters; as 32-bit integers the number of networks,
    /// frames, features, channels, dimension, first taps, stride, taps, and the number of dilations with each of them;
    /// the means and the scales, 32-bit floats; then for each network the weights, 16-bit floats (IEEE 754 binary16):
    /// first, biases, gains, shifts, layers, head. The order within each is that of CEmbedding.h.
    package init(file: UnsafeRawBufferPointer) throws(EmbeddingFileError) {
        var place = 0
        func integer() throws(EmbeddingFileError) -> Int {
            guard place + 4 <= file.count else { throw .length(bytes: file.count, expected: place + 4) }
            defer { place += 4 }
            return Int(UInt32(littleEndian: file.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
        }
        guard file.count >= 16, file.prefix(8).elementsEqual("signify\0".utf8) else { throw .notNetworks }
        let name = String(decoding: file[8..<16], as: UTF8.self)
        place = 16
        let count = try integer()
        var shape = EmbeddingShape()
        shape.frames = try integer()
        shape.features = try integer()
        shape.channels = try integer()
        shape.dimension = try integer()
        shape.firstTaps = try integer()
        shape.stride = try integer()
        shape.taps = try integer()
        let layers = try integer()
        guard layers <= 32 else { throw .otherSizes }
        for _ in 0..<layers { shape.dilations.append(UInt32(try integer())) }
        guard shape.isRunnable, (1...16).contains(count) else { throw .otherSizes }

        let expected = place + 8 * shape.features + 2 * count * shape.weights
        guard file.count == expected else { throw .length(bytes: file.count, expected: expected) }
        let standard = try Self.floats(file, from: place, count: 2 * shape.features)
        place += 8 * shape.features
        let (means, scales) = (Array(standard[..<shape.features]), Array(standard[shape.features...]))
        var networks: [EmbeddingWeights] = []
        for _ in 0..<count {
            networks.append(
                EmbeddingWeights(
                    means: means, scales: scales,
                    values: try Self.halves(file, from: place, count: shape.weights)))
            place += 2 * shape.weights
        }
        self.init(name: name, shape: shape, networks: networks)
    }

    private static func floats(
        _ file: UnsafeRawBufferPointer, from start: Int, count: Int
    ) throws(EmbeddingFileError) -> [Float] {
        var values: [Float] = []
        for place in stride(from: start, to: start + 4 * count, by: 4) {
            let bits = UInt32(littleEndian: file.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            guard Float(bitPattern: bits).isFinite else { throw .notFinite(byte: place) }
            values.append(Float(bitPattern: bits))
        }
        return values
    }

    private static func halves(
        _ file: UnsafeRawBufferPointer, from start: Int, count: Int
    ) throws(EmbeddingFileError) -> [Float] {
        // All machines of this engine are little-endian, as the file is.
        let halves = UnsafeRawBufferPointer(rebasing: file[start..<start + 2 * count])
        var isFinite = true
        let values = [Float](unsafeUninitializedCapacity: count) { values, initialized in
            isFinite = EmbeddingKernel.best.functions.pointee.widen(
                halves.baseAddress, values.baseAddress, count)
            initialized = count
        }
        guard isFinite else {
            throw .notFinite(byte: start + 2 * (values.firstIndex { !$0.isFinite } ?? 0))
        }
        return values
    }
}

extension EmbeddingNetwork {
    /// The networks that `make learn` wrote into the engine.
    public static let shipped: EmbeddingNetwork = {
        do throws(EmbeddingFileError) {
            return try EmbeddingNetwork(file: shippedFile)
        } catch {
            // A test reads them, so that no release has others.
            preconditionFailure("the shipped networks: \(error)")
        }
    }()

    /// The file of ``shipped``.
    static var shippedFile: UnsafeRawBufferPointer {
        var count = 0
        let bytes = embedding_networks(&count)
        return UnsafeRawBufferPointer(start: bytes, count: count)
    }
}
