import SigningSpace

/// Finds a tempo beyond what is a matter of style.
enum TempoCorrection {
    /// An attempt may be this factor faster or slower than the fastest and the slowest take.
    static let tolerance: Float = 1.45

    /// Whether the sign is made too fast or too slowly.
    static func find(_ aligned: AlignedTakes, caution: Float) -> Finding? {
        let tolerance = 1 + (Self.tolerance - 1) * caution
        let own = length(aligned.attempt)
        let takes = aligned.takes.map(length).sorted()
        guard let shortest = takes.first, let longest = takes.last else { return nil }
        let middle = takes[takes.count / 2]
        func finding(_ advice: Advice, _ size: Float, _ severity: Float) -> Finding {
            Finding(
                channel: .movement, roles: [.dominant], advice: advice, size: size, unit: .times,
                severity: severity, frames: aligned.attempt.core)
        }
        if own * tolerance < shortest { return finding(.slower, middle / own, shortest / (own * tolerance)) }
        if own > longest * tolerance { return finding(.faster, own / middle, own / (longest * tolerance)) }
        return nil
    }

    /// Frames of a take: since the way up from rest cannot always be told from the sign, the geometric mean of the
    /// length with it and without it.
    private static func length(_ motion: SignMotion) -> Float {
        (Float(motion.core.count) * Float(motion.nose.count)).squareRoot()
    }
}
