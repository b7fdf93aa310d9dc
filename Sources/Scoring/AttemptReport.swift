import SigningSpace

/// Turns one comparison into what the learner is told.
struct AttemptReport {
    let attempt: PreparedTake
    let sign: ReferenceSign
    let comparison: SignComparison
    /// 0–100, two decimals.
    let score: Double
    let passingScore: Double

    /// A channel from this score on is a strength.
    private static let strength = 85.0
    /// A channel below this score is looked into.
    private static let concern = 80.0
    /// More corrections than this are too many to act on at once.
    private static let corrections = 2
    /// A hand seen in less than this share of the frames is hardly seen.
    private static let hardlySeen = 0.3

    /// The feedback document.
    func feedback() -> Feedback {
        let channels = scores()
        let moments = moments(channels)
        let strengths = Channel.allCases
            .compactMap { channel in channels[channel]?.score.map { (channel, $0) } }
            .filter { $0.1 >= Self.strength && $0.0 != .nonManual }
            .sorted { $0.1 > $1.1 }
            .map(\.0)
        let warnings = attempt.clip.warnings + handWarnings()
        return Feedback(
            summary: summary(strengths: strengths, moments: moments), score: score,
            passed: score >= passingScore,
            passingScore: passingScore, mode: .word,
            reference: .init(sign: sign.gloss, takes: sign.takes.count),
            channels: [String: Feedback.ChannelScore](
                uniqueKeysWithValues: channels.map { ($0.key.rawValue, $0.value) }),
            timing: .init(
                tempoRatio: sign.tempo.ratio(of: attempt.clip.duration).rounded(toDecimals: 2),
                startS: attempt.clip.startTime.rounded(toDecimals: 2),
                endS: attempt.clip.time(ofFrame: attempt.clip.frameCount - 1).rounded(toDecimals: 2)),
            moments: moments, strengths: strengths.map(\.rawValue),
            quality: .init(
                frames: attempt.clip.sourceFrameCount,
                leftHand: (attempt.clip.coverage[.left] ?? 0).rounded(toDecimals: 2),
                rightHand: (attempt.clip.coverage[.right] ?? 0).rounded(toDecimals: 2), warnings: warnings),
            signature: ScoringSignature.current)
    }

    private func scores() -> [Channel: Feedback.ChannelScore] {
        var scores: [Channel: Feedback.ChannelScore] = [:]
        for channel in Channel.allCases {
            let relative = comparison.channels[channel].map { sign.calibration.relative($0, in: channel) }
            scores[channel] = Feedback.ChannelScore(
                score: relative.map(ScoreCurve.score),
                coverage: (comparison.nearest.coverage[channel] ?? 0).rounded(toDecimals: 2))
        }
        return scores
    }

    /// At most two corrections, from the lowest channel up, each from frames in which both sides show the part.
    private func moments(_ scores: [Channel: Feedback.ChannelScore]) -> [Feedback.Moment] {
        let pair = AlignedPair(attempt: attempt, take: comparison.take, path: comparison.nearest.path)
        let concerns = Channel.allCases
            .compactMap { channel in scores[channel]?.score.map { (channel, $0) } }
            .filter { $0.1 < Self.concern }
            .sorted { $0.1 < $1.1 }
            .map(\.0)
        let found = concerns.compactMap { channel -> Feedback.Moment? in
            switch channel {
            case .handshape: HandshapeCorrection.find(pair)
            case .orientation: OrientationCorrection.find(pair)
            case .location: LocationCorrection.find(pair)
            case .movement: MovementCorrection.find(pair, tempo: sign.tempo)
            // What a face should do is not known well enough yet to correct it.
            case .nonManual: nil
            }
        }
        return Array(found.prefix(Self.corrections))
    }

    private func handWarnings() -> [String] {
        HandRole.allCases.compactMap { role in
            let side = attempt.clip.side(of: role)
            let seen = attempt.clip.coverage[side] ?? 0
            let wanted = comparison.take.clip.coverage[comparison.take.clip.side(of: role)] ?? 0
            guard wanted > 2 * Self.hardlySeen, seen < Self.hardlySeen else { return nil }
            return "Your \(side.rawValue) hand was seen in \(Int((seen * 100).rounded())) % of the frames, "
                + "too few to judge it; this sign uses it."
        }
    }

    /// What was right first, then what to change.
    private func summary(strengths: [Channel], moments: [Feedback.Moment]) -> String {
        var sentences: [String] = []
        if !strengths.isEmpty {
            let names = strengths.prefix(2).map(Self.name)
            sentences.append("Good \(names.joined(separator: " and ")).")
        } else if score >= passingScore {
            sentences.append("That was \(sign.gloss).")
        }
        sentences += moments.map(\.message)
        if attempt.clip.isStill {
            sentences.append("Your hands never left their rest: make the sign, then lower them.")
        } else if let warning = handWarnings().first {
            sentences.append(warning)
        } else if moments.isEmpty, score < passingScore {
            sentences.append("This did not look like \(sign.gloss). Watch the reference and try again.")
        } else if moments.isEmpty, sentences.isEmpty {
            sentences.append("Well done.")
        }
        return sentences.joined(separator: " ")
    }

    private static func name(_ channel: Channel) -> String {
        switch channel {
        case .handshape: "handshape"
        case .orientation: "palm orientation"
        case .location: "location"
        case .movement: "movement"
        case .nonManual: "facial expression"
        }
    }
}
