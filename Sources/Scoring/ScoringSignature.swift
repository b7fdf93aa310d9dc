/// The versions that a score depends on.
public enum ScoringSignature {
    /// The engine's version.
    public static let engine = "0.1.0"

    /// As `signify 0.1.0 features:2 dtw:2 calibration:6 form:2 embedding:0f1e2d3c`. Two scores are comparable only if
    /// their signatures are equal. A change that alters scores raises the number of its part; the embedding's is the
    /// name of its networks.
    public static let current =
        "signify \(engine) features:2 dtw:2 calibration:6 form:2 embedding:\(EmbeddingNetwork.shipped.name)"
}
