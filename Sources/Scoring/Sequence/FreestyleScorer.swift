import Landmarks
import RecordingCheck
import SigningSpace
import Wording

/// Spots the signs of a library in a recording and scores each.
public struct FreestyleScorer: Sendable {
    /// The least mean score of a recording that passes, 0–100.
    public let passingScore: Double

    public init(passingScore: Double = Feedback.usualPassingScore) { self.passingScore = passingScore }

    /// The signs of a recording, each with its time and score. The recording's score is their mean, 0 without
    /// a sign.
    ///
    /// - Parameter models: the signs to look for; each gloss occurs once.
    /// - Throws: ``ScoringError``; ``SigningSpaceError`` for a recording without a hand in any frame;
    ///   `RecordingFault` for a recording that cannot be judged.
    public func score(_ recording: LandmarkClip, against models: [SignModel]) throws -> Feedback {
        let checked = try CheckedRecording(recording)
        let clip = try SigningClip(checked, trimsRest: false)
        let signs = try StreamSpotter.signs(in: checked.clip, models: models)
        let mean = signs.isEmpty ? 0 : signs.reduce(0) { $0 + $1.score } / Double(signs.count)
        let score = mean.rounded(toDecimals: 2)
        return Feedback(
            summary: Self.summary(signs), score: score, passed: !signs.isEmpty && score >= passingScore,
            passingScore: passingScore, mode: .freestyle,
            reference: .init(sign: "ALL", takes: models.reduce(0) { $0 + $1.sign.takes.count }),
            channels: [:],
            timing: .init(
                tempoRatio: 1, startS: signs.first?.start ?? 0, endS: signs.map(\.end).max() ?? 0),
            moments: [], strengths: [],
            quality: .init(
                frames: clip.sourceFrameCount,
                leftHand: (clip.coverage[.left] ?? 0).rounded(toDecimals: 2),
                rightHand: (clip.coverage[.right] ?? 0).rounded(toDecimals: 2), warnings: clip.warnings),
            signature: ScoringSignature.current,
            signs: signs.map {
                Feedback.SignResult(
                    gloss: $0.gloss, startS: $0.start, endS: $0.end, score: $0.score, status: .ok)
            })
    }

    private static func summary(_ signs: [SpottedSign]) -> [Message] {
        guard let best = signs.max(by: { $0.score < $1.score }),
            let poorest = signs.min(by: { $0.score < $1.score })
        else {
            return [Message(.noSignRecognised)]
        }
        let count = Message(
            .signsRecognised, ["count": .number(Double(signs.count)), "sign": .text(best.gloss)])
        guard poorest.gloss != best.gloss else { return [count] }
        return [count, Message(.leastClearSign, ["sign": .text(poorest.gloss)])]
    }
}
