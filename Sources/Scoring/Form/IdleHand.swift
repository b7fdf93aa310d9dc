import SigningSpace

/// Finds a hand that rests where the sign needs it.
enum IdleHand {
    /// How far off such a hand is at least, in tolerances.
    private static let severity: Float = 2

    /// The correction for the other hand; `nil` where it does not rest, or rests in a take too.
    ///
    /// - Parameter severity: how far off the location is, in tolerances.
    static func find(_ form: FormComparison, severity: Float?) -> Finding? {
        form.use.idle.map { fall in
            Finding(
                channel: .location, roles: [.other], advice: .useHand, size: fall, unit: .shoulderWidths,
                severity: max(severity ?? 0, Self.severity), frames: form.aligned.attempt.core)
        }
    }
}
