import Landmarks
import Scoring
import SigningSpace

/// Feedback as a page for people.
struct ScorePage {
    let style: TextStyle

    func text(_ feedback: Feedback, file: String, stored: String) -> String {
        let number = TextStyle.number(feedback.score)
        let needed = TextStyle.number(feedback.passingScore, decimals: feedback.passingScore.isWhole ? 0 : 2)
        let verdict = feedback.passed ? style.good("passed") : style.poor("not passed")
        var lines = [
            "\(style.bold(feedback.reference.sign))  \(style.faint(file))", "",
            "  \(style.bold("\(number) / 100"))   \(verdict), \(needed) needed", "",
        ]
        lines += Channel.allCases.compactMap { channel in
            feedback.channels[channel.rawValue].map { line(of: channel, $0) }
        }
        lines += ["", feedback.summary]
        if !feedback.moments.isEmpty { lines.append("") }
        lines += feedback.moments.map { moment in
            let time = "\(seconds(moment.startS))–\(seconds(moment.endS)) s"
            return "  \(TextStyle.padded(time, 12))  \(moment.bodyPart), \(size(moment.error))"
        }
        lines.append("")
        let span = "Signed from \(seconds(feedback.timing.startS)) to \(seconds(feedback.timing.endS)) s"
        // At an assumed rate nobody knows how fast it was.
        let isTimed = !feedback.quality.warningCodes.contains(RecordingWarning.Code.rateAssumed.rawValue)
        lines.append(isTimed ? "\(span), \(tempo(feedback.timing.tempoRatio))" : "\(span).")
        // What the summary says already is not said twice.
        lines += feedback.quality.warnings.filter { !feedback.summary.contains($0) }.map { "Note: \($0)" }
        lines.append(style.faint(stored))
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(of channel: Channel, _ result: Feedback.ChannelScore) -> String {
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

    private func tempo(_ ratio: Double) -> String {
        if abs(ratio - 1) < 0.1 { return "about as fast as the reference." }
        return ratio > 1
            ? "\(TextStyle.number(ratio, decimals: 1)) times as fast as the reference."
            : "at \(TextStyle.percent(ratio)) of the reference's speed."
    }

    /// How far off a moment is, as "34 degrees off" or "off by a factor of 2.1".
    private func size(_ error: Feedback.Measure) -> String {
        let decimals = error.unit == "degrees" ? 0 : error.unit == "times" ? 1 : 2
        let number = TextStyle.number(error.value, decimals: decimals)
        return error.unit == "times" ? "off by a factor of \(number)" : "\(number) \(error.unit) off"
    }

    private func seconds(_ value: Double) -> String { TextStyle.number(value) }
}

extension Double {
    fileprivate var isWhole: Bool { self == rounded() }
}
