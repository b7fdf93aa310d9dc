import Scoring
import SigningSpace
import Signify

/// A clip in signing space as numbers, and its row in the table.
struct ClipNumbers: Sendable {
    /// The parts of the figure in their order, with their points.
    private static let parts: [(part: FigurePart, count: Int)] = [
        (.dominant, FigurePart.handNames.count), (.other, FigurePart.handNames.count), (.dominantPalm, 1),
        (.otherPalm, 1), (.body, FigurePart.bodyNames.count),
    ]
    /// The points of a frame.
    static let pointCount = parts.reduce(0) { $0 + $1.count }
    /// `[frames][points][x, y, z, seen]` in shoulder widths; zeros where a part was not seen.
    let values: [Float]
    /// `nil` without a network.
    let embedding: SignEmbedding?
    let row: ClipRow

    /// O(frames).
    ///
    /// - Parameters:
    ///   - network: makes the embedding.
    ///   - set: the name of the takes' folder.
    ///   - label: equal for takes that count as one sign.
    init(
        _ clip: SigningClip, embeddedBy network: EmbeddingNetwork?, set: String, signer: String, sign: String,
        take: Int, label: String
    ) {
        var values: [Float] = []
        values.reserveCapacity(clip.frameCount * Self.pointCount * 4)
        for frame in 0..<clip.frameCount {
            for (part, count) in Self.parts {
                guard let points = clip.points(of: part, frame: frame) else {
                    values.append(contentsOf: repeatElement(0, count: 4 * count))
                    continue
                }
                for point in points {
                    values.append(point.x)
                    values.append(point.y)
                    values.append(point.z)
                    values.append(1)
                }
            }
        }
        self.values = values
        embedding = network?.embedding(of: clip)
        row = ClipRow(clip, set: set, signer: signer, sign: sign, take: take, label: label)
    }
}
