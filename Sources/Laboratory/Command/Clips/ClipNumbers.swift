import SigningSpace
import Signify

/// A clip in signing space as rows of numbers, and its row in the table.
struct ClipNumbers: Sendable {
    /// The parts of the figure in their order, with their points.
    private static let parts: [(part: FigurePart, count: Int)] = [
        (.dominant, FigurePart.handNames.count), (.other, FigurePart.handNames.count), (.dominantPalm, 1),
        (.otherPalm, 1), (.body, FigurePart.bodyNames.count),
    ]
    /// The points of a frame.
    static let pointCount = parts.reduce(0) { $0 + $1.count }
    /// The columns of ``row(first:)``.
    static let header =
        "signer,sign,take,first,count,dominant,stated,body,sized,stroke0,stroke1,sourceframes,still"

    /// `[frames][points][x, y, z, seen]` in shoulder widths; zeros where a part was not seen.
    let values: [Float]
    let frameCount: Int
    private let name: String
    private let facts: String

    /// O(frames).
    init(_ clip: SigningClip, signer: String, sign: String, take: Int) {
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
        frameCount = clip.frameCount
        name = "\(signer.csvField),\(sign.csvField),\(take)"
        let stroke = clip.stroke
        facts =
            "\(clip.dominantHand == .right ? "R" : "L"),\(clip.dominantHandIsStated),\(clip.hasBody),"
            + "\(clip.isSized),\(stroke.lowerBound),\(stroke.upperBound),\(clip.sourceFrameCount),"
            + "\(clip.isStill)"
    }

    /// The take's row.
    ///
    /// - Parameter first: the number of its first frame among all takes.
    func row(first: Int) -> String { "\(name),\(first),\(frameCount),\(facts)" }
}
