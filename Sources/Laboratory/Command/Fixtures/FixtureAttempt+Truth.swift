import SyntheticSigner

extension FixtureAttempt {
    /// The take's ground truth as one JSON object on one line; not encoded by Foundation, since its bytes are
    /// compared.
    func truth(_ take: SyntheticTake) -> String {
        let truth = take.truth
        let facts = take.clip.facts
        var fields: [(String, String)] = [
            ("file", text(file)), ("sign", text(truth.gloss)), ("signer", text(truth.signer)),
            ("seed", "\(seed)"), ("dominant_hand", text(truth.dominantHand.rawValue)),
            ("mirrored", facts.mirrored == true ? "true" : "false"), ("fps", number(facts.fps ?? 0)),
            ("frames", "\(take.clip.frameCount)"), ("start_s", number(truth.start)),
            ("end_s", number(truth.end)), ("tempo", number(truth.tempo)),
            ("fault", truth.fault.map(text) ?? "null"),
        ]
        if truth.fault != nil {
            fields += [
                ("channel", truth.channel.map(text) ?? "null"), ("hands", list(truth.hands.map(\.rawValue))),
                ("fingers", list(truth.fingers.map(\.name))),
                ("size", truth.size.map(number) ?? "null"), ("unit", truth.unit.map(text) ?? "null"),
                ("direction", truth.direction.map(text) ?? "null"),
            ]
        }
        return "  {" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
    }

    /// Needs no escapes: every string is plain ASCII without quotes.
    private func text(_ value: String) -> String { "\"\(value)\"" }

    private func list(_ values: [String]) -> String { "[" + values.map(text).joined(separator: ", ") + "]" }

    /// Rounded to microseconds, which hides differences in the last digit.
    private func number(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
