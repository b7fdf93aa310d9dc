import SigningSpace

/// What scoring takes from judgement rather than from data, in one place; what was learned from takes stands in
/// ``LearnedConstants``. A change raises `features` or `calibration` in ``ScoringSignature``.
///
/// Importances were tried on seven signers' takes and on a second set of three people (`make evaluate`, each signer
/// judged by what was learned from the others); between near settings the figures differ by a point of AUC.
enum ScoringConstants {
    /// The blocks that steer the alignment, in order.
    static let alignedBlocks: [FeatureBlock] = [Channel.handshape, .orientation, .location].flatMap {
        channel in
        HandRole.allCases.map { FeatureBlock(channel, of: $0) }
    }
    /// The blocks that are compared along the alignment only: velocities and faces are too noisy to steer it.
    static let followingBlocks: [FeatureBlock] =
        HandRole.allCases.map { FeatureBlock(.movement, of: $0) }
        + [FeatureBlock(nonManual: .head), FeatureBlock(nonManual: .face)]

    /// What the non-dominant hand weighs against the dominant one. 1 costs four points of AUC across signers: what an
    /// idle hand does is habit.
    private static let otherHand: Float = 0.3

    /// What share a block has in a squared distance between unlike frames.
    static func importance(_ block: FeatureBlock) -> Float {
        let hand: Float = block.role == .other ? otherHand : 1
        return switch block.channel {
        case .handshape: 0.8 * hand
        case .orientation: 1.5 * hand
        case .location: 1.4 * hand
        case .movement: 0.08 * hand
        case .nonManual: block.groups == [.head] ? 0.01 : 0.02
        }
    }

    /// What makes a block's squared differences come to 2 between unlike frames where no projection was learned: 1
    /// over the root of its summed variance, measured over seven signers' takes.
    static func plainFactor(_ block: FeatureBlock) -> Float {
        let variance: Float =
            switch block.channel {
            case .handshape: 4.2
            case .orientation: 12.7
            case .location: 0.78
            case .movement: 7.2
            case .nonManual: block.groups == [.head] ? 0.012 : 0.05
            }
        return 1 / variance.squareRoot()
    }

    /// The squared distance charged where only one side shows a block: what two unlike frames are apart on average,
    /// twice the importance. Faces that one camera misses are no fault, so they cost nothing.
    static func mismatchCost(_ block: FeatureBlock) -> Float {
        switch block.channel {
        case .handshape, .orientation, .location: 2 * importance(block)
        case .movement, .nonManual: 0
        }
    }

    /// How many takes of a sign ``LearnedConstants/threshold`` is for.
    static let usualTakes = 4.0
    /// How many signs of a cohort weigh as much as what is typical over many.
    static let priorSigns = 5.0
    /// The share of a cohort's signs, the nearest, that an attempt's level is measured against: their mean tells right
    /// from wrong better than that of all, and less by chance than the nearest alone.
    static let cohortShare = 1.0 / 12

    /// How many times the typical level an attempt's may be: noise is far from every sign alike.
    static let leniency = 1.6

    /// The share of an attempt's distance to a sign at which another sign of the cohort is much nearer. Measured by
    /// `make evaluate`: no right attempt beside the signer's own references is failed by it, and the wrong ones that
    /// pass become 3 in 100 from 8 and 2 in 1000 from 23.
    static let muchNearer = 0.7
    /// The distance over the threshold that an attempt has at least where it goes backwards or another sign is much nearer: a score of 63.3.
    static let contradicted = 1.05

    /// The share of the alignment in which a channel must have been seen before it is scored.
    static let evidence = 0.25
}
