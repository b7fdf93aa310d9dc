import SigningSpace

/// How unlike two frames of two takes are, channel by channel: a Mahalanobis distance learned from takes of the same
/// and of different signs by several signers.
///
/// With W the covariance of the differences between aligned frames of the same sign, and B of different signs, the
/// log-likelihood ratio of "the same" against "different" is a quadratic form with the matrix W⁻¹ − B⁻¹ (Köstinger,
/// Hirzer, Wohlhart, Roth & Bischof 2012, "Large scale metric learning from equivalence constraints"). In the basis
/// of the generalised eigenvectors B u = λ W u it is diagonal, 1 − 1/λ: the few directions with the largest λ, in
/// which signs differ more than signers do, are kept, and the rest, which is noise and habit, is dropped.
public struct SignMetric: Sendable {
    /// By channel; what is missing is compared as it was measured.
    public let projections: [Channel: Projection]
    /// ``ScoringConstants/alignedBlocks`` under the metric.
    let aligned: WeightedBlocks
    /// ``ScoringConstants/followingBlocks`` under the metric.
    let following: WeightedBlocks

    /// A metric of the given projections, each scaled so that aligned frames of different signs are at a mean squared
    /// distance of 2.
    public init(projections: [Channel: Projection]) {
        self.projections = projections
        func projection(_ block: FeatureBlock) -> Projection { Self.projection(of: block, in: projections) }
        aligned = WeightedBlocks(ScoringConstants.alignedBlocks, projection: projection)
        following = WeightedBlocks(ScoringConstants.followingBlocks, projection: projection)
    }

    /// The projection of a block's features; of those that none was learned for, the same times a factor.
    static func projection(of block: FeatureBlock, in projections: [Channel: Projection]) -> Projection {
        projections[block.channel].flatMap { $0.inputs == block.inputs ? $0 : nil }
            ?? Projection(scaling: ScoringConstants.plainFactor(block), features: block.inputs)
    }
}

extension SignMetric: Hashable {
    /// Whether the projections are the same: the rest follows from them.
    public static func == (left: SignMetric, right: SignMetric) -> Bool {
        left.projections == right.projections
    }

    /// Hashes the projections.
    public func hash(into hasher: inout Hasher) { hasher.combine(projections) }
}

extension SignMetric {
    /// The metric learned from every take at hand: see ``LearnedConstants``.
    public static let standard = SignMetric(projections: LearnedConstants.projections)

    /// Nothing learned: channels weigh what their variance says. What learning starts from.
    public static let untrained = SignMetric(projections: [:])
}
