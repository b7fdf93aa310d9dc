import SigningSpace

/// Finds a movement that is too fast or slow, or too small or large.
enum MovementCorrection {
    /// The way that a hand goes may differ by this factor between signers.
    static let tolerance: Float = 1.6

    /// The tempo where it is beyond what is a matter of style, or else the size of the dominant hand's movement.
    static func find(_ pair: AlignedPair, tempo: UsualTempo) -> Feedback.Moment? {
        guard let last = pair.path.steps.indices.last else { return nil }
        let whole = 0...last
        let free = ScoringConstants.freeTempo
        let duration = pair.attempt.clip.duration
        if tempo.excess(of: duration) > 0 {
            let ratio = tempo.ratio(of: duration)
            let isFast = ratio > 1
            let factor = Float(isFast ? ratio : 1 / ratio)
            return pair.moment(
                .init(steps: whole, mean: factor), channel: .movement,
                bodyPart: "\(pair.side(.dominant)) hand",
                tolerance: Float(free), unit: "times", decimals: 1,
                message: isFast ? "Sign it more slowly." : "Sign it faster.")
        }
        var ways = (attempt: Float(0), take: Float(0))
        for step in pair.path.steps.indices {
            guard let values = pair.values(.dominantMovement, step: step) else { continue }
            let weight = Float(pair.path.weight(ofStep: step))
            ways.attempt += weight * speed(values.attempt) * Float(duration / pair.take.clip.duration)
            ways.take += weight * speed(values.take)
        }
        guard ways.attempt > 0, ways.take > 0 else { return nil }
        let isSmall = ways.attempt < ways.take
        let factor = isSmall ? ways.take / ways.attempt : ways.attempt / ways.take
        guard factor >= tolerance else { return nil }
        let side = pair.side(.dominant)
        return pair.moment(
            .init(steps: whole, mean: factor), channel: .movement, bodyPart: "\(side) hand",
            tolerance: tolerance,
            unit: "times", decimals: 1,
            message: "Make the movement of your \(side) hand \(isSmall ? "larger" : "smaller").")
    }

    private static func speed(_ velocity: ArraySlice<Float>) -> Float {
        velocity.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    }
}
