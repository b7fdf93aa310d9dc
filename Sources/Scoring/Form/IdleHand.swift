import SigningSpace

/// Finds a hand that rests although the sign needs it.
enum IdleHand {
    /// The least deviation of an idle hand, in tolerances.
    private static let severity: Float = 2

    /// The correction of the other hand; `nil` if it does not rest, or rests in a take too.
    ///
    /// - Parameter severity: the deviation of the location, in tolerances.
    static func find(_ form: FormComparison, severity: Float?) -> Finding? {
        form.use.idle.map { fall in
            Finding(
                channel: .location, roles: [.other], advice: .useHand, size: fall, unit: .shoulderWidths,
                severity: max(severity ?? 0, Self.severity), frames: form.aligned.attempt.core)
        }
    }
}
