import Alignment
import Foundation
import SigningSpace

/// A sign as far as attempts are ranked by it and compared with it: what a store keeps of it beside its takes.
public struct PreparedSign: Sendable {
    /// A take and its identifier in the store.
    public struct Take: Sendable {
        public let id: String
        public let take: ComparedTake

        public init(id: String, take: ComparedTake) { (self.id, self.take) = (id, take) }
    }

    public let outline: SignOutline
    /// In the order of enrolment.
    public let takes: [Take]

    /// - Parameter calibration: `nil` for a sign without one of this engine.
    public init(gloss: String, takes: [Take], calibration: SignCalibration?) {
        self.takes = takes
        outline = SignOutline(
            gloss, (calibration ?? .uncalibrated).threshold, takes.map(\.take),
            SignOutline.Links(
                isCalibrated: calibration != nil,
                takes: takes.map { SignOutline.Links.number(of: gloss, take: $0.id) },
                cohort: (calibration?.cohort ?? []).map { named in
                    named.takes.map { SignOutline.Links.number(of: named.sign, take: $0) }
                }))
    }
}

extension PreparedSign {
    /// The form of the bytes; another number for another form.
    private static let format: UInt32 = 0x101

    /// The features of ``takes`` as bytes to be kept under ``ScoringSignature/current`` beside the outline's. O(bytes).
    public func encodedFeatures() -> Data {
        var bytes = KeptWriter()
        bytes.add(outline.gloss)
        bytes.add(UInt32(takes.count))
        for take in takes { take.write(to: &bytes) }
        return SealedBytes.seal(bytes.data, format: Self.format)
    }

    /// The takes that were kept of a sign under ``ScoringSignature/current``; `nil` for bytes that are damaged, not those of
    /// the outline's takes, or of another form. O(bytes).
    public static func takes(decoding features: Data, of outline: SignOutline) -> [Take]? {
        SealedBytes.open(features, format: format) { bytes -> [Take]? in
            guard bytes.text() == outline.gloss, let count: UInt32 = bytes.number(),
                Int(count) == outline.links.takes.count
            else { return nil }
            var takes: [Take] = []
            for (number, embedding) in zip(outline.links.takes, outline.embeddings) {
                guard let take = Take(&bytes, embedding.value),
                    SignOutline.Links.number(of: outline.gloss, take: take.id) == number
                else { return nil }
                takes.append(take)
            }
            return bytes.isAtEnd ? takes : nil
        }
    }
}

extension PreparedSign.Take {
    fileprivate func write(to bytes: inout KeptWriter) {
        bytes.add(id)
        bytes.add(take.signer)
        bytes.add(take.duration)
        bytes.add(Int64(take.stroke.lowerBound))
        bytes.add(Int64(take.stroke.upperBound))
        bytes.add(UInt8(take.features.isPlaced ? 1 : 0))
        for sequence in [take.features.aligned, take.features.following] {
            bytes.add(UInt32(sequence.frameCount))
            bytes.add(UInt32(sequence.layout.dimension))
            bytes.add(UInt32(sequence.layout.groups.count))
            bytes.add(sequence.values)
            bytes.add(sequence.seen)
        }
    }

    fileprivate init?(_ bytes: inout KeptReader, _ embedding: SignEmbedding?) {
        guard let id = bytes.text(), let signer = bytes.text(), let duration: Double = bytes.number(),
            let first: Int64 = bytes.number(), let end: Int64 = bytes.number(), first <= end,
            let isPlaced: UInt8 = bytes.number(),
            let aligned = Self.sequence(&bytes, SignMetric.standard.aligned.layout),
            let following = Self.sequence(&bytes, SignMetric.standard.following.layout)
        else { return nil }
        self.init(
            id: id,
            take: ComparedTake(
                signer: signer, duration: duration, stroke: Int(first)..<Int(end),
                features: WeightedFeatures(aligned: aligned, following: following, isPlaced: isPlaced != 0),
                embedding: embedding))
    }

    private static func sequence(_ bytes: inout KeptReader, _ layout: FeatureLayout) -> FeatureSequence? {
        guard let frames: UInt32 = bytes.number(), let dimension: UInt32 = bytes.number(),
            let groups: UInt32 = bytes.number(), dimension == layout.dimension, groups == layout.groups.count,
            let values = bytes.floats(Int(frames) * layout.dimension),
            let seen = bytes.flags(Int(frames) * layout.groups.count)
        else { return nil }
        return FeatureSequence(layout: layout, frameCount: Int(frames), values: values, seen: seen)
    }
}
