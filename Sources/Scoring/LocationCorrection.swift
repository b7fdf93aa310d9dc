import SigningSpace

/// Finds where a hand was in the wrong place, and which way to move it.
enum LocationCorrection {
    /// Places may differ by this many shoulder widths between signers.
    static let tolerance: Float = 0.25

    /// The worst of both hands and both directions, if any is beyond tolerance.
    static func find(_ pair: AlignedPair) -> Feedback.Moment? {
        let findings = [(HandRole.dominant, FeatureGroup.dominantLocation), (.other, .otherLocation)]
            .flatMap { role, group in
                [0, 1].compactMap { find(pair, role: role, group: group, axis: $0) }
            }
        return findings.max { $0.error.value < $1.error.value }
    }

    private static func find(
        _ pair: AlignedPair, role: HandRole, group: FeatureGroup, axis: Int
    ) -> Feedback.Moment? {
        let window = pair.window(tolerance: tolerance) { step in
            pair.values(group, step: step).map {
                $0.attempt[$0.attempt.startIndex + axis] - $0.take[$0.take.startIndex + axis]
            }
        }
        guard let window, abs(window.mean) >= tolerance else { return nil }
        let side = pair.side(role)
        let size = amount(abs(window.mean))
        let message: String
        if axis == 1 {
            message =
                window.mean > 0
                ? "Raise your \(side) hand: it was \(size) too low."
                : "Lower your \(side) hand: it was \(size) too high."
        } else {
            // x grows to the left of a right-handed signer; a left-handed one was reflected.
            let isTooFarLeft = (window.mean > 0) != (pair.attempt.clip.dominantHand == .left)
            let way = isTooFarLeft ? "right" : "left"
            message = "Move your \(side) hand to your \(way), by \(size)."
        }
        return pair.moment(
            window, channel: .location, bodyPart: "\(side) hand", tolerance: tolerance,
            unit: "shoulder widths",
            decimals: 2, message: message)
    }

    /// A size that a learner can see: a hand is about a quarter of a shoulder width across.
    private static func amount(_ shoulderWidths: Float) -> String {
        switch shoulderWidths {
        case ..<0.38: "about a hand's width"
        case ..<0.75: "about half a shoulder width"
        case ..<1.3: "about a shoulder width"
        default: "more than a shoulder width"
        }
    }
}
