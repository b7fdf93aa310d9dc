import Landmarks
import SigningSpace
import Wording

/// Builds the feedback document of a segmented sentence.
struct SentenceReport {
    /// A sign of the sentence with its own feedback.
    struct Sign {
        let part: SentenceAlignment.Part
        /// `nil` if the sign is missing.
        let word: ScoredAttempt?
        private let report: AttemptReport?

        init(part: SentenceAlignment.Part, report: AttemptReport?) {
            self.part = part
            self.report = report
            word = report?.scored()
        }

        /// The attempt at this sign beside its nearest take; `nil` unless it was signed.
        var replay: Replay.Sign? { part.status == .ok ? report?.replay : nil }
        var gloss: String { part.model.sign.gloss }
        var score: Double { word?.score ?? 0 }
    }

    let attempt: PreparedTake
    let signs: [Sign]
    let added: [SentenceAlignment.Spot]
    let pace: Double
    let passingScore: Double

    /// The largest number of corrections: more are too many to act on at once.
    private static let corrections = 2

    func feedback() -> Feedback {
        let score = score()
        let isWhole = signs.allSatisfy { $0.part.status == .ok }
        let moments = moments()
        let placed = signs.compactMap { $0.part.frames }
        let signed = placed + added.map(\.frames)
        let channels = channels()
        return Feedback(
            summary: summary(moments), score: score,
            passed: score >= passingScore && isWhole && unseenHands.isEmpty,
            passingScore: passingScore, mode: .sentence,
            reference: .init(
                sign: signs.map(\.gloss).joined(separator: " "),
                takes: signs.reduce(0) { $0 + $1.part.model.sign.takes.count }, signs: signs.map(\.gloss)),
            channels: channels,
            timing: .init(
                tempoRatio: (1 / pace).rounded(toDecimals: 2),
                startS: time(signed.map(\.lowerBound).min() ?? 0),
                endS: time((signed.map(\.upperBound).max() ?? attempt.clip.frameCount) - 1)),
            moments: Array(moments.map(\.moment).prefix(Self.corrections)), strengths: strengths(channels),
            quality: .init(
                frames: attempt.clip.sourceFrameCount,
                leftHand: (attempt.clip.coverage[.left] ?? 0).rounded(toDecimals: 2),
                rightHand: (attempt.clip.coverage[.right] ?? 0).rounded(toDecimals: 2),
                unseenHands: unseenHands,
                warnings: attempt.clip.warnings + handWarnings()),
            signature: ScoringSignature.current, signs: signs.map(result),
            added: added.map {
                Feedback.AddedSign(
                    gloss: $0.model.sign.gloss, startS: time($0.frames.lowerBound),
                    endS: time($0.frames.upperBound - 1),
                    score: ScoreCurve.score($0.distance * ScoreCurve.passing))
            })
    }

    /// The warnings of hands that were hardly seen in a sign, so that it was not judged in full.
    private func handWarnings() -> [RecordingWarning] {
        signs.flatMap { sign in
            (sign.word?.feedback.quality.warningMessages ?? []).map {
                RecordingWarning(.handUnseen, $0.about(sign.gloss))
            }
        }
    }

    /// The hands that a sign needs and the recording hardly shows during it.
    private var unseenHands: [String] {
        let hands = Set(signs.flatMap { $0.word?.feedback.quality.unseenHands ?? [] })
        return Handedness.allCases.map(\.rawValue).filter(hands.contains)
    }

    /// The mean over the signs of the sentence and the added signs, which count 0; below 90 if any sign is
    /// corrected.
    private func score() -> Double {
        let count = signs.count + added.count
        guard count > 0 else { return 0 }
        let mean = (signs.reduce(0) { $0 + $1.score } / Double(count)).rounded(toDecimals: 2)
        let isCorrected =
            !added.isEmpty || signs.contains { $0.part.status != .ok || $0.score < ScoreCurve.good }
        return isCorrected ? min(mean, ScoreCurve.good - 0.01) : mean
    }

    private func result(_ sign: Sign) -> Feedback.SignResult {
        let feedback = sign.part.status == .ok ? sign.word?.feedback : nil
        return Feedback.SignResult(
            gloss: sign.gloss, startS: sign.part.frames.map { time($0.lowerBound) },
            endS: sign.part.frames.map { time($0.upperBound - 1) }, score: sign.score,
            status: sign.part.status, seen: sign.part.seen, summary: feedback?.summaryMessages,
            channels: feedback?.channels, moments: feedback?.moments)
    }

    /// The mean of each channel over the signed signs, weighted by coverage.
    private func channels() -> [String: Feedback.ChannelScore] {
        let words = signs.filter { $0.part.status == .ok }.compactMap(\.word)
        var channels: [String: Feedback.ChannelScore] = [:]
        for channel in Channel.allCases {
            let results = words.compactMap { $0.feedback.channels[channel.rawValue] }
            guard !results.isEmpty else { continue }
            let scored = results.filter { $0.score != nil }
            let weight = scored.reduce(0) { $0 + $1.coverage }
            let sum = scored.reduce(0) { $0 + $1.coverage * ($1.score ?? 0) }
            channels[channel.rawValue] = Feedback.ChannelScore(
                score: weight > 0 ? (sum / weight).rounded(toDecimals: 2) : nil,
                coverage: (results.reduce(0) { $0 + $1.coverage } / Double(results.count))
                    .rounded(toDecimals: 2))
        }
        return channels
    }

    /// The channels that were right in most of the signs, best first.
    private func strengths(_ channels: [String: Feedback.ChannelScore]) -> [String] {
        let words = signs.filter { $0.part.status == .ok }.compactMap(\.word)
        return Channel.allCases.map(\.rawValue)
            .filter { name in words.count { $0.feedback.strengths.contains(name) } * 2 > words.count }
            .sorted { (channels[$0]?.score ?? 0) > (channels[$1]?.score ?? 0) }
    }

    /// The corrections within the signed signs, worst first.
    private func moments() -> [(gloss: String, moment: Feedback.Moment)] {
        signs.filter { $0.part.status == .ok }
            .flatMap { sign in (sign.word?.feedback.moments ?? []).map { (sign.gloss, $0) } }
            .sorted { $0.1.severity > $1.1.severity }
    }

    /// First what was right, then at most two corrections: missing, swapped and added signs before errors of
    /// form.
    private func summary(_ moments: [(gloss: String, moment: Feedback.Moment)]) -> [Message] {
        guard !attempt.clip.isAtRest else { return [Message(.handsAtRestSentence)] }
        var corrections: [Message] = []
        for (place, sign) in signs.enumerated() {
            switch sign.part.status {
            case .missing: corrections.append(missing(place))
            case .swapped:
                corrections.append(
                    Message(
                        .swappedSign,
                        ["sign": .text(sign.gloss), "seen": sign.part.seen.map { .text($0) }]))
            case .ok: break
            }
        }
        corrections += added.map { Message(.addedSign, ["sign": .text($0.model.sign.gloss)]) }
        corrections += moments.compactMap { $0.moment.correction?.about($0.gloss) }
        let poor = signs.filter {
            $0.part.status == .ok && $0.score < passingScore && ($0.word?.feedback.moments ?? []).isEmpty
                && $0.word?.feedback.quality.unseenHands.isEmpty ?? true
        }
        corrections += signs.compactMap { sign in
            guard sign.word?.feedback.quality.unseenHands.isEmpty == false else { return nil }
            return sign.word?.feedback.quality.warningMessages?.first.map { $0.about(sign.gloss) }
        }
        corrections += poor.map { Message(.unclearSign, ["sign": .text($0.gloss)]) }
        let praise = praise(isPerfect: corrections.isEmpty)
        return [praise].compactMap(\.self) + corrections.prefix(Self.corrections)
    }

    private func praise(isPerfect: Bool) -> Message? {
        let right = signs.filter { $0.part.status == .ok && $0.score >= passingScore }.map(\.gloss)
        if right.isEmpty { return nil }
        if right.count == signs.count {
            return Message(isPerfect ? .everySignRight : .everySignThere)
        }
        return Message(.signsRight, ["signs": .list(right)])
    }

    private func missing(_ place: Int) -> Message {
        let sign = Message.Parameter.text(signs[place].gloss)
        if place > 0 {
            return Message(.missingSignAfter, ["sign": sign, "after": .text(signs[place - 1].gloss)])
        }
        return signs.count > 1
            ? Message(.missingSignBefore, ["sign": sign, "before": .text(signs[1].gloss)])
            : Message(.missingSign, ["sign": sign])
    }

    private func time(_ frame: Int) -> Double {
        attempt.clip.time(ofFrame: frame).rounded(toDecimals: 2)
    }
}

extension Message {
    /// The message about one sign of several.
    fileprivate func about(_ gloss: String) -> Message {
        Message(.inSign, ["sign": .text(gloss), "message": .message(self)])
    }
}
