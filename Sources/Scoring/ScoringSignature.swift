/// The versions that a score depends on.
public enum ScoringSignature {
    /// The engine's version.
    public static let engine = "0.1.0"

    /// As `signify 0.1.0 features:2 dtw:2 calibration:4 form:2`: two scores compare only where these agree. Raise the number
    /// of whatever changes a score.
    public static let current = "signify \(engine) features:2 dtw:2 calibration:4 form:2"
}
