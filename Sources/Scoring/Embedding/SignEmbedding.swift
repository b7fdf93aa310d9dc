import Foundation

/// A recording as a unit vector: those of one sign lie near each other, whoever signs and whatever camera looks on.
///
/// ``EmbeddingNetwork`` makes it. It tells signs apart that the aligned metric confuses, and says nothing about where
/// an attempt is at fault.
public struct SignEmbedding: Sendable, Hashable {
    /// The numbers; their squares add up to 1, or all are 0 where the network saw nothing that is finite.
    public let values: [Float]

    init(values: [Float]) { self.values = values }

    /// The squared distance, 0–4: 2 − 2 cos of the angle between the two. From direct differences, so that equal
    /// recordings have a distance of exactly 0. `nil` without another, or with one of another network.
    /// O(numbers).
    func squaredDistance(to other: SignEmbedding?) -> Double? {
        guard let other, other.values.count == values.count else { return nil }
        let (own, others) = (values.span, other.values.span)
        var sum: Float = 0
        for place in own.indices {
            let difference = own[place] - others[place]
            sum += difference * difference
        }
        return Double(sum)
    }
}

extension SignEmbedding: Codable {
    /// Encodes the numbers as base64 of little-endian 32-bit floats.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values.withUnsafeBytes { Data($0) }.base64EncodedString())
    }

    /// - Throws: `DecodingError` for other text, and for numbers that are not finite: a distance to them would be none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let bytes = Data(base64Encoded: try container.decode(String.self)) ?? Data([0])
        values = bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count / 4 * 4, by: 4).map {
                bytes.loadUnaligned(fromByteOffset: $0, as: Float.self)
            }
        }
        guard bytes.count % 4 == 0, values.allSatisfy({ $0.isFinite }) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "an embedding is base64 of finite 32-bit floats")
        }
    }
}
