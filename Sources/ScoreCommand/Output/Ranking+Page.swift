import Signify

extension Ranking {
    /// The ranking as text for people. The order follows the distance; a score also depends on form, so
    /// scores need not decrease.
    func page(file: String, style: TextStyle) -> String {
        let width = best.map(\.sign.count).max() ?? 0
        let lines = best.map { entry in
            let line =
                "  \(TextStyle.aligned("\(entry.rank)", 2))  \(TextStyle.padded(entry.sign, width))  "
                + "\(TextStyle.bar(entry.score))  \(TextStyle.aligned(TextStyle.number(entry.score), 6))"
            return entry.rank == 1 ? style.bold(line) : line
        }
        let title = "\(file): the \(best.count) nearest of \(signCount) sign\(signCount == 1 ? "" : "s")"
        let note =
            "The order follows the distance. The score against a sign depends on its worst parameter."
        return ([title, ""] + lines + ["", note, ""]).joined(separator: "\n")
    }
}
