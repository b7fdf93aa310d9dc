import Evaluation
import SigningSpace
import Signify

/// The row of a clip in the table.
struct ClipRow: Sendable {
    /// The columns of ``text(first:fold:)``.
    static let header =
        "set,signer,sign,take,fold,label,first,count,dominant,stated,body,sized,stroke0,stroke1,sourceframes,still"

    let set: String
    let signer: String
    let frameCount: Int
    private let sign: String
    private let take: Int
    private let label: String
    private let facts: String

    init(_ clip: SigningClip, set: String, signer: String, sign: String, take: Int, label: String) {
        (self.set, self.signer, self.sign, self.take, self.label) = (set, signer, sign, take, label)
        frameCount = clip.frameCount
        let stroke = clip.stroke
        facts =
            "\(clip.dominantHand == .right ? "R" : "L"),\(clip.dominantHandIsStated),\(clip.hasBody),"
            + "\(clip.isSized),\(stroke.lowerBound),\(stroke.upperBound),\(clip.sourceFrameCount),"
            + "\(clip.isStill)"
    }

    /// - Parameters:
    ///   - first: the number of the take's first frame among all takes.
    ///   - fold: the fold that it is judged in.
    func text(first: Int, fold: Int) -> String {
        "\(set.csvField),\(signer.csvField),\(sign.csvField),\(take),\(fold),\(label.csvField),\(first),"
            + "\(frameCount),\(facts)"
    }

    /// The rows of takes in their order, under the header. The fold of a take is the number of its signer's group among
    /// ``SignerGroups`` of the signers that its set has in the table. O(rows · log rows).
    static func table(_ rows: [ClipRow]) -> String {
        var folds: [String: [String: Int]] = [:]
        for (set, rows) in Dictionary(grouping: rows, by: \.set) {
            for (fold, signers) in SignerGroups.of(rows.map(\.signer)).enumerated() {
                for signer in signers { folds[set, default: [:]][signer] = fold }
            }
        }
        var first = 0
        return rows.reduce(into: header + "\n") { text, row in
            text += row.text(first: first, fold: folds[row.set]?[row.signer] ?? 0) + "\n"
            first += row.frameCount
        }
    }
}
