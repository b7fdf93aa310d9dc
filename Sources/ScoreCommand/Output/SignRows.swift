import Signify

/// The signs of a sentence or of freestyle, one row each.
struct SignRows {
    let style: TextStyle

    /// Rows sorted by time; a missing sign is at its expected place.
    func rows(_ feedback: Feedback) -> [String] {
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
        // Rows with equal times keep their order.
        return rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element.text)
    }

    private func time(_ start: Double, _ end: Double) -> String {
        style.faint("\(TextStyle.number(start))–\(TextStyle.number(end)) s")
    }
}
