import PracticeAnalysis

extension Ranking {
    /// The ranking for people.
    func page(file: String, style: TextStyle) -> String {
        let width = best.map(\.sign.count).max() ?? 0
        let lines = best.map { entry in
            let line =
                "  \(TextStyle.aligned("\(entry.rank)", 2))  \(TextStyle.padded(entry.sign, width))  "
                + "\(TextStyle.bar(entry.score))  \(TextStyle.aligned(TextStyle.number(entry.score), 6))"
            return entry.rank == 1 ? style.bold(line) : line
        }
        let title = "\(file): the \(best.count) most alike of \(signCount) sign\(signCount == 1 ? "" : "s")"
        return ([title, ""] + lines + [""]).joined(separator: "\n")
    }
}
