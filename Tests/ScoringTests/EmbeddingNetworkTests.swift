import Foundation
import TestSupport
import Testing

@testable import Scoring

@Suite("The embedding network against its twin in double precision")
struct EmbeddingNetworkTests {
    /// Networks of random sizes and weights; the input is always that of postures.
    private static func random(
        _ generator: inout SplitMix64, gain: Float = 1
    ) -> (shape: EmbeddingShape, weights: EmbeddingWeights) {
        var shape = EmbeddingShape()
        shape.frames = Postures.frames
        shape.features = Postures.features
        shape.channels = generator.pick([16, 32])
        shape.dimension = generator.pick([16, 48])
        shape.stride = generator.pick([1, 2, 4])
        shape.firstTaps = shape.stride + generator.pick([0, 1, 3])
        shape.taps = generator.pick([1, 3, 5])
        shape.dilations = (0..<generator.pick([0, 1, 3])).map { _ in generator.pick([1, 2, 4]) }
        func numbers(_ count: Int, _ scale: Float) -> [Float] {
            (0..<count).map { _ in scale * Float(generator.normal()) }
        }
        let weights = EmbeddingWeights(
            means: numbers(shape.features, 0.3),
            scales: numbers(shape.features, 1).map { abs($0) + 0.1 },
            values: numbers(shape.weights, 0.1 * gain))
        return (shape, weights)
    }

    private static func input(_ generator: inout SplitMix64) -> [Float] {
        (0..<Postures.frames * Postures.features).map { _ in 2 * Float(generator.normal()) }
    }

    @Test("near the twin, and the same bits by every kernel", arguments: 0..<12 as Range<UInt64>)
    func agrees(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (shape, weights) = Self.random(&generator)
        #expect(shape.isRunnable)
        let input = Self.input(&generator)
        let vectors = EmbeddingKernel.allCases.filter(\.runs).map { weights.run(shape, input, by: $0) }
        #expect(vectors.allSatisfy { $0 == vectors[0] })
        let twin = NaiveEmbedding(shape: shape, weights: weights).embedding(input)
        for (value, exact) in zip(vectors[0], twin) { #expect(abs(Double(value) - exact) < 1e-5) }
    }

    @Test("input that is not finite and sums that overflow give zeros or a unit vector, never NaN")
    func hostile() {
        var generator = SplitMix64(seed: 77)
        for gain: Float in [1, 1e18, 0] {
            let (shape, weights) = Self.random(&generator, gain: gain)
            for bad in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude, 0] {
                var input = Self.input(&generator)
                for _ in 0..<40 { input[Int.random(in: input.indices, using: &generator)] = bad }
                for kernel in EmbeddingKernel.allCases where kernel.runs {
                    let vector = weights.run(shape, input, by: kernel)
                    #expect(vector.allSatisfy { $0.isFinite })
                    let square = vector.reduce(0) { $0 + $1 * $1 }
                    #expect(square == 0 || abs(square - 1) < 1e-3)
                }
            }
        }
    }

    @Test("the shipped networks embed fixtures as their twins do, the same by every kernel")
    func shipped() throws {
        let network = EmbeddingNetwork.shipped
        for file in ["hello.json", "hello-reversed.pose", "finish-too-fast.pose"] {
            let postures = Postures(try FixtureLibrary.attempt(file).clip)
            let vectors = EmbeddingKernel.allCases.filter(\.runs).map {
                network.embedding(of: postures, by: $0)
            }
            #expect(vectors.allSatisfy { $0 == vectors[0] })
            #expect(abs(vectors[0].values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
            let twin = network.twins.flatMap { $0.embedding(postures.values) }
            let part = 1 / Double(network.twins.count).squareRoot()
            for (value, exact) in zip(vectors[0].values, twin) {
                #expect(abs(Double(value) - part * exact) < 1e-5)
            }
        }
    }

    @Test("a clip that is played backwards has the postures of the clip reversed")
    func reversed() throws {
        let clip = try FixtureLibrary.attempt("hello.json").clip
        let (postures, reversed) = (Postures(clip), Postures(clip).reversed)
        let width = Postures.features
        for frame in 0..<Postures.frames {
            let twin = Postures.frames - 1 - frame
            #expect(
                postures.values[frame * width..<(frame + 1) * width]
                    == reversed.values[twin * width..<(twin + 1) * width])
        }
        #expect(Postures(clip).reversed.reversed.values == postures.values)
    }

    @Test("an embedding survives its encoding, bit by bit")
    func encoded() throws {
        let embedding = try #require(FixtureLibrary.attempt("hello.json").embedding)
        let text = try JSONEncoder().encode([embedding])
        #expect(try JSONDecoder().decode([SignEmbedding].self, from: text) == [embedding])
        // Two bytes; NaN; not base64.
        for text in ["AAA=", "AADAfw==", "?"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode([SignEmbedding].self, from: Data("[\"\(text)\"]".utf8))
            }
        }
    }
}

extension EmbeddingNetwork {
    fileprivate var twins: [NaiveEmbedding] { networks.map { NaiveEmbedding(shape: shape, weights: $0) } }
}

@Suite("The file of embedding networks")
struct EmbeddingFileTests {
    private static let file = [UInt8](EmbeddingNetwork.shippedFile)

    private static func read(_ bytes: [UInt8]) throws -> EmbeddingNetwork {
        // Not aligned, as inside another file.
        let shifted = [0] + bytes
        return try shifted.withUnsafeBytes { bytes in
            try EmbeddingNetwork(file: UnsafeRawBufferPointer(rebasing: bytes[1...]))
        }
    }

    @Test("the shipped one has the name of its weights and at most 2 MB")
    func shipped() throws {
        let network = try Self.read(Self.file)
        #expect(network == .shipped)
        #expect(network.name.count == 8)
        #expect(Self.file.count <= 2_000_000)
        #expect(ScoringSignature.current.hasSuffix("embedding:\(network.name)"))
    }

    @Test("a cut file, one with more bytes and other files are refused")
    func otherLengths() {
        for count in [0, 7, 8, 15, 16, 19, 40, 52, 60, 700, Self.file.count - 1] {
            #expect(throws: EmbeddingFileError.self) { try Self.read(Array(Self.file.prefix(count))) }
        }
        #expect(throws: EmbeddingFileError.length(bytes: Self.file.count + 1, expected: Self.file.count)) {
            try Self.read(Self.file + [0])
        }
        #expect(throws: EmbeddingFileError.notNetworks) {
            try Self.read([UInt8]("{\"version\": 1, \"a\": 2}".utf8))
        }
    }

    @Test("sizes that the kernel could not run without leaving its buffers are refused")
    func otherSizes() {
        for place in stride(from: 16, to: 68, by: 4) {
            // A dilation of 7 frames is one that runs.
            for value: UInt32 in place < 52 ? [0, 7, 0xFFFF, .max] : [0, 0xFFFF, .max] {
                var bytes = Self.file
                let old = (0..<4).map { bytes[place + $0] }
                withUnsafeBytes(of: value.littleEndian) {
                    for (at, byte) in $0.enumerated() { bytes[place + at] = byte }
                }
                guard (0..<4).map({ bytes[place + $0] }) != old else { continue }
                #expect(throws: EmbeddingFileError.self) { try Self.read(bytes) }
            }
        }
    }

    @Test("a weight that is not finite is refused with its place")
    func notFinite() throws {
        var bytes = Self.file
        bytes[bytes.count - 1] = 0x7C
        bytes[bytes.count - 2] = 0
        #expect(throws: EmbeddingFileError.notFinite(byte: bytes.count - 2)) { try Self.read(bytes) }
    }

    @Test("random bytes in the file's head never crash", arguments: 0..<200 as Range<UInt64>)
    func fuzzed(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var bytes = Self.file
        for _ in 0..<3 {
            bytes[Int.random(in: 8..<80, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        if generator.chance(0.3) { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator)) }
        _ = try? Self.read(bytes)
    }
}
