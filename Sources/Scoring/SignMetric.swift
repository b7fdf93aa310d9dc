import SigningSpace

/// The learned distance between two takes. It has two parts: the distance between aligned frames, channel by
/// channel, and that between the takes' embeddings.
///
/// The first is a Mahalanobis distance learned from takes of the same sign and of different signs by several
/// signers.
///
/// W is the covariance of the differences between aligned frames of the same sign, B that of different signs.
/// The log-likelihood ratio of "same" against "different" is a quadratic form with the matrix W⁻¹ − B⁻¹
/// (Köstinger, Hirzer, Wohlhart, Roth & Bischof 2012, "Large scale metric learning from equivalence
/// constraints"). It is diagonal, 1 − 1/λ, in the basis of the generalised eigenvectors B u = λ W u. The few
/// directions with the largest λ, in which signs differ more than signers, are kept; the others are noise and
/// habit. The second part is an ``EmbeddingNetwork``'s.
public struct SignMetric: Sendable {
    /// By channel; the features of a missing channel are compared as measured.
    public let projections: [Channel: Projection]
    /// Makes the takes' embeddings; without one, the aligned frames alone decide.
    public let network: EmbeddingNetwork?
    /// ``ScoringConstants/alignedBlocks`` under the metric.
    let aligned: WeightedBlocks
    /// ``ScoringConstants/followingBlocks`` under the metric.
    let following: WeightedBlocks

    /// - Parameter projections: each is scaled so that aligned frames of different signs have a mean squared
    ///   distance of 2.
    public init(projections: [Channel: Projection], network: EmbeddingNetwork? = nil) {
        self.projections = projections
        self.network = network
        func projection(_ block: FeatureBlock) -> Projection { Self.projection(of: block, in: projections) }
        aligned = WeightedBlocks(ScoringConstants.alignedBlocks, projection: projection)
        following = WeightedBlocks(ScoringConstants.followingBlocks, projection: projection)
    }

    /// The learned projection of a block's features; without one, a constant factor.
    static func projection(of block: FeatureBlock, in projections: [Channel: Projection]) -> Projection {
        projections[block.channel].flatMap { $0.inputs == block.inputs ? $0 : nil }
            ?? Projection(scaling: ScoringConstants.plainFactor(block), features: block.inputs)
    }
}

extension SignMetric: Hashable {
    /// Compares projections and network; all other members follow from them.
    public static func == (left: SignMetric, right: SignMetric) -> Bool {
        left.projections == right.projections && left.network == right.network
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(projections)
        hasher.combine(network)
    }
}

extension SignMetric {
    /// The metric learned from every available take: see ``LearnedConstants`` and ``EmbeddingNetwork/shipped``.
    public static let standard = SignMetric(
        projections: LearnedConstants.projections, network: .shipped)

    /// The metric before learning: channels are weighted by their variance.
    public static let untrained = SignMetric(projections: [:])
}

extension SignMetric {
    /// The distance of two takes from its two parts, as if the embedding were further features of every frame: the
    /// root of the sum of squares. So it is 0 where both are, no part can make up for the other, and either is a lower
    /// bound.
    ///
    /// - Parameters:
    ///   - aligned: the mean distance of aligned frames over all channels.
    ///   - embedded: the squared distance of the embeddings, 0–4; `nil` without a network.
    static func distance(aligned: Double, embedded: Double?) -> Double {
        (aligned * aligned + ScoringConstants.embeddingWeight * (embedded ?? 0)).squareRoot()
    }
}
