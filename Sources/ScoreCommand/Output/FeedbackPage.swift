import Signify

/// Feedback as text for people.
struct FeedbackPage {
    let style: TextStyle
    /// The language of the feedback; the labels of the page are English.
    let language: Language

    /// The page; `file` is the attempt's name, `stored` the last line.
    func text(_ feedback: Feedback, file: String, stored: String) -> String {
        let isWhole = feedback.passingScore == feedback.passingScore.rounded()
        let needed = TextStyle.number(feedback.passingScore, decimals: isWhole ? 0 : 2)
        let verdict = feedback.passed ? style.good("passed") : style.poor("not passed")
        let title = feedback.mode == .freestyle ? "Freestyle" : feedback.reference.sign
        var lines = [
            "\(style.bold(title))  \(style.faint(file))", "",
            "  \(style.bold("\(TextStyle.number(feedback.score)) / 100"))   \(verdict), \(needed) needed", "",
        ]
        let rows = feedback.mode == .word ? channelRows(feedback) : SignRows(style: style).rows(feedback)
        lines += rows
        if !rows.isEmpty { lines.append("") }
        lines.append(feedback.summary)
        if !feedback.moments.isEmpty { lines.append("") }
        lines += feedback.moments.map(row)
        lines.append("")
        if feedback.mode == .word { lines.append(timing(feedback)) }
        // Skip warnings that the summary contains.
        lines += feedback.quality.warnings.filter { !feedback.summary.contains($0) }.map { "Note: \($0)" }
        lines.append(style.faint(stored))
        return lines.joined(separator: "\n") + "\n"
    }

    private func channelRows(_ feedback: Feedback) -> [String] {
        Channel.allCases.compactMap { channel in
            feedback.channels[channel.rawValue].map { row(of: channel, $0) }
        }
    }

    private func row(of channel: Channel, _ result: Feedback.ChannelScore) -> String {
        let name = channel.rawValue.replacing("_", with: "-")
        let label = "  \(TextStyle.padded(name, 12))"
        guard let score = result.score else {
            return label
                + style.faint("not judged: seen in \(TextStyle.percent(result.coverage)) of the sign")
        }
        let bar = "\(label)\(TextStyle.bar(score))  \(TextStyle.aligned(TextStyle.number(score), 6))"
        guard result.coverage < 0.5 else { return bar }
        return bar + style.faint("  seen in \(TextStyle.percent(result.coverage)) of the sign")
    }

    private func row(of moment: Feedback.Moment) -> String {
        let token = moment.bodyPart.replacing(" ", with: "_")
        let part = Catalogue.of(language).word("body_part", token).replacing("_", with: " ")
        let time = "\(TextStyle.number(moment.startS))–\(TextStyle.number(moment.endS)) s"
        return "  \(TextStyle.padded(time, 12))  \(part), \(size(moment.error))"
    }

    /// A deviation, such as "34 degrees off" or "off by a factor of 2.1".
    private func size(_ error: Feedback.Measure) -> String {
        let decimals = error.unit == "degrees" ? 0 : error.unit == "times" ? 1 : 2
        let number = TextStyle.number(error.value, decimals: decimals)
        return error.unit == "times" ? "off by a factor of \(number)" : "\(number) \(error.unit) off"
    }

    private func timing(_ feedback: Feedback) -> String {
        let (start, end) = (feedback.timing.startS, feedback.timing.endS)
        let span = "Signed from \(TextStyle.number(start)) to \(TextStyle.number(end)) s"
        // At an assumed frame rate the tempo is unknown.
        let isTimed = !feedback.quality.warningCodes.contains(RecordingWarning.Code.rateAssumed.rawValue)
        return isTimed ? "\(span), \(tempo(feedback.timing.tempoRatio))" : "\(span)."
    }

    private func tempo(_ ratio: Double) -> String {
        if abs(ratio - 1) < 0.1 { return "about as fast as the reference." }
        return ratio > 1
            ? "\(TextStyle.number(ratio, decimals: 1)) times as fast as the reference."
            : "at \(TextStyle.percent(ratio)) of the reference's speed."
    }
}
