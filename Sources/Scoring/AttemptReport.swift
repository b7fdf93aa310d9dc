import Landmarks
import SigningSpace
import Wording

/// Builds the feedback document of an attempt at one sign.
struct AttemptReport {
    let attempt: PreparedTake
    let sign: ReferenceSign
    let comparison: SignComparison
    let identity: Judgement.Identity
    let judgement: Judgement
    let passingScore: Double

    /// The nearest take.
    private var take: PreparedTake { sign.takes[comparison.nearest.place] }

    /// 0–100, two decimals.
    var score: Double { ScoreCurve.score(judgement.distance) }
    /// Whether the score reaches `passingScore` and the attempt shows every hand that the sign needs.
    private var passed: Bool { score >= passingScore && judgement.unseen.isEmpty }

    func scored() -> ScoredAttempt {
        ScoredAttempt(score: score, distance: identity.distance, feedback: feedback())
    }

    /// The attempt beside its nearest take; `nil` where form could not be aligned with a take.
    var replay: Replay.Sign? { judgement.form.aligned.takes.isEmpty ? nil : Replay.Sign(self) }

    /// The findings of the feedback's moments, in their order.
    var findings: [Finding] { judgement.findings + [judgement.tempo].compactMap(\.self) }

    func feedback() -> Feedback {
        let channels = scores()
        let moments = findings.map(moment)
        // An attempt whose dominant hand was not seen has no strengths: its channels are not judged.
        let isJudged = judgement.whole == nil && !judgement.unseen.contains(.dominant)
        let strengths =
            !isJudged
            ? []
            : Channel.allCases
                .compactMap { channel in channels[channel]?.score.map { (channel, $0) } }
                .filter { $0.1 >= ScoreCurve.good && $0.0 != .nonManual }
                .sorted { $0.1 > $1.1 }
                .map(\.0)
        let words = ReportWords(attempt: attempt.clip, gloss: sign.gloss, rival: identity.rival)
        return Feedback(
            summary: words.summary(
                strengths: strengths, moments: moments.compactMap(\.correction),
                judgement: judgement, passed: passed),
            score: score, passed: passed,
            passingScore: passingScore, mode: .word,
            reference: .init(sign: sign.gloss, takes: sign.takes.count),
            channels: [String: Feedback.ChannelScore](
                uniqueKeysWithValues: channels.map { ($0.key.rawValue, $0.value) }),
            timing: .init(
                tempoRatio: sign.tempo.ratio(of: attempt.clip.duration).rounded(toDecimals: 2),
                startS: attempt.clip.time(ofFrame: 0).rounded(toDecimals: 2),
                endS: attempt.clip.time(ofFrame: attempt.clip.frameCount - 1).rounded(toDecimals: 2)),
            moments: moments, strengths: strengths.map(\.rawValue),
            quality: .init(
                frames: attempt.clip.sourceFrameCount,
                leftHand: (attempt.clip.coverage[.left] ?? 0).rounded(toDecimals: 2),
                rightHand: (attempt.clip.coverage[.right] ?? 0).rounded(toDecimals: 2),
                unseenHands: judgement.unseen.map { attempt.clip.side(of: $0).rawValue },
                // No warning of rest where the hands made the sign at the height of rest.
                warnings: attempt.clip.warnings.filter { $0.code != .atRest || judgement.whole == .still }
                    + (judgement.whole == nil
                        ? judgement.unseen.map { RecordingWarning(.handUnseen, words.unseen($0)) } : [])
            ),
            signature: ScoringSignature.current)
    }

    private func scores() -> [Channel: Feedback.ChannelScore] {
        var scores: [Channel: Feedback.ChannelScore] = [:]
        for channel in Channel.allCases {
            scores[channel] = Feedback.ChannelScore(
                score: distance(channel).map(ScoreCurve.score),
                coverage: coverage(channel).rounded(toDecimals: 2))
        }
        return scores
    }

    /// The distance of a channel in tolerances. The non-manual channel takes the distance of the identity
    /// comparison, since form has no measure of faces. It has no score without a face: head turns alone are
    /// too little evidence.
    private func distance(_ channel: Channel) -> Double? {
        guard channel == .nonManual else { return judgement.channels[channel] }
        guard coverage(channel) >= ScoringConstants.evidence else { return nil }
        return comparison.channels[channel].map { sign.calibration.relative($0, in: channel) }
    }

    /// The share, 0–1, of the sign in which both the attempt and the take show a channel.
    private func coverage(_ channel: Channel) -> Double {
        channel == .nonManual
            ? min(attempt.clip.faceCoverage, take.clip.faceCoverage)
            : comparison.coverage[channel] ?? 0
    }

    /// Converts a finding to a moment of the feedback contract.
    private func moment(_ finding: Finding) -> Feedback.Moment {
        let sides = finding.roles.map { attempt.clip.side(of: $0) }
        let part = ReportWords.part(finding, sides: sides)
        let clip = attempt.clip
        // The middle frame of the finding, mapped to the nearest take.
        let middle = (finding.frames.lowerBound + finding.frames.upperBound - 1) / 2
        let beside = comparison.comparison.path.steps.first { $0.attempt >= middle }?.reference ?? 0
        let reference = take.clip.time(ofFrame: beside)
        let severity = min(max((Double(finding.severity) - 1) / 2, 0), 1)
        let size = Double(finding.size).rounded(toDecimals: finding.unit.decimals)
        return Feedback.Moment(
            startS: clip.time(ofFrame: finding.frames.lowerBound).rounded(toDecimals: 2),
            endS: clip.time(ofFrame: finding.frames.upperBound - 1).rounded(toDecimals: 2),
            referenceS: reference.rounded(toDecimals: 2), bodyPart: part,
            channel: finding.channel.rawValue, severity: severity.rounded(toDecimals: 2),
            error: .init(value: size, unit: finding.unit.rawValue),
            correction: finding.advice.message(
                sides, isReflected: clip.dominantHand == .left, size: size, unit: finding.unit))
    }
}
