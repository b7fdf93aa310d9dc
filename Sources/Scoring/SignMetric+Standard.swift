import SigningSpace

extension SignMetric {
    /// The metric learned from every take at hand: see ``LearnedConstants``.
    public static let standard = SignMetric(projections: LearnedConstants.projections)

    /// Nothing learned: channels weigh what their variance says. What learning starts from.
    public static let untrained = SignMetric(projections: [:])
}
