import Signify

extension Ranking {
    /// The ranking for people. Its order is of identity, a score is of form as well: scores need not fall down the page.
    func page(file: String, style: TextStyle) -> String {
        let width = best.map(\.sign.count).max() ?? 0
        let lines = best.map { entry in
            let line =
                "  \(TextStyle.aligned("\(entry.rank)", 2))  \(TextStyle.padded(entry.sign, width))  "
                + "\(TextStyle.bar(entry.score))  \(TextStyle.aligned(TextStyle.number(entry.score), 6))"
            return entry.rank == 1 ? style.bold(line) : line
        }
        let title = "\(file): the \(best.count) most alike of \(signCount) sign\(signCount == 1 ? "" : "s")"
        let note =
            "The order is by likeness. The score is of the attempt as that sign: its worst parameter decides."
        return ([title, ""] + lines + ["", note, ""]).joined(separator: "\n")
    }
}
