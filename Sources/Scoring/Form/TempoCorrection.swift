import SigningSpace

/// Finds a tempo outside the range of style.
enum TempoCorrection {
    /// The factor by which an attempt may be faster than the fastest take or slower than the slowest.
    static let tolerance: Float = 1.45

    /// The correction of a tempo that is too fast or too slow; `nil` otherwise.
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

    /// The length of a take in frames: the geometric mean with and without the movement from and to rest,
    /// which is not always separable.
    private static func length(_ motion: SignMotion) -> Float {
        (Float(motion.core.count) * Float(motion.nose.count)).squareRoot()
    }
}
