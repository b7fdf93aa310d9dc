import Scoring

/// The feedback on a sentence or a stream as a page for people.
struct SequencePage {
    let style: TextStyle

    func text(_ feedback: Feedback, file: String, stored: String) -> String {
        let number = TextStyle.number(feedback.score)
        let isWhole = feedback.passingScore == feedback.passingScore.rounded()
        let needed = TextStyle.number(feedback.passingScore, decimals: isWhole ? 0 : 2)
        let verdict = feedback.passed ? style.good("passed") : style.poor("not passed")
        let title = feedback.mode == .sentence ? feedback.reference.sign : "Freestyle"
        var lines = [
            "\(style.bold(title))  \(style.faint(file))", "",
            "  \(style.bold("\(number) / 100"))   \(verdict), \(needed) needed", "",
        ]
        lines += rows(feedback)
        if lines.last != "" { lines.append("") }
        lines.append(feedback.summary)
        lines.append("")
        lines += feedback.quality.warnings.map { "Note: \($0)" }
        lines.append(style.faint(stored))
        return lines.joined(separator: "\n") + "\n"
    }

    /// What was signed, by time; what is missing stands where it was expected.
    private func rows(_ feedback: Feedback) -> [String] {
        let signs = feedback.signs ?? []
        let added = feedback.added ?? []
        let width = (signs.map(\.gloss) + added.map(\.gloss)).map(\.count).max() ?? 0
        var rows: [(time: Double, text: String)] = []
        var latest = 0.0
        for sign in signs {
            let gloss = TextStyle.padded(sign.gloss, width)
            guard let start = sign.startS, let end = sign.endS else {
                rows.append((latest, "  \(gloss)  \(style.poor("missing"))"))
                continue
            }
            latest = start
            let place = time(start, end)
            guard sign.status == .ok else {
                rows.append(
                    (
                        start,
                        "  \(gloss)  \(style.poor("\(sign.seen ?? "another sign") in its place"))  \(place)"
                    ))
                continue
            }
            let score = TextStyle.aligned(TextStyle.number(sign.score), 6)
            rows.append((start, "  \(gloss)  \(TextStyle.bar(sign.score))  \(score)  \(place)"))
        }
        rows += added.map { sign in
            let gloss = TextStyle.padded(sign.gloss, width)
            return (sign.startS, "  \(gloss)  \(style.poor("added"))  \(time(sign.startS, sign.endS))")
        }
        // Rows of one time keep their order.
        return rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element.text)
    }

    private func time(_ start: Double, _ end: Double) -> String {
        style.faint("\(TextStyle.number(start))–\(TextStyle.number(end)) s")
    }
}
