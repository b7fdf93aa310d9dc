import SigningSpace

/// The constants of scoring that were chosen by judgement; ``LearnedConstants`` holds those learned from
/// takes. A change raises `features` or `calibration` in ``ScoringSignature``.
///
/// Importances were tried on takes of seven signers and on a second set of three signers (`make evaluate`,
/// where each signer is judged by constants learned from the others). Neighbouring settings differ by a point
/// of AUC.
enum ScoringConstants {
    /// The blocks that determine the alignment, in order.
    static let alignedBlocks: [FeatureBlock] = [Channel.handshape, .orientation, .location].flatMap {
        channel in
        HandRole.allCases.map { FeatureBlock(channel, of: $0) }
    }
    /// The blocks that are only compared along the alignment: velocities and faces are too noisy to determine
    /// it.
    static let followingBlocks: [FeatureBlock] =
        HandRole.allCases.map { FeatureBlock(.movement, of: $0) }
        + [FeatureBlock(nonManual: .head), FeatureBlock(nonManual: .face)]

    /// The weight of the non-dominant hand relative to the dominant one. A weight of 1 costs four points of
    /// AUC across signers, since the movement of an idle hand is habit.
    private static let otherHand: Float = 0.3

    /// The weight of a block in the squared distance between unlike frames.
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

    /// The factor that scales a block's squared differences to 2 between unlike frames, where no projection
    /// was learned: 1 over the root of the block's summed variance, measured over takes of seven signers.
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

    /// The squared distance charged where only one side shows a block: the mean between two unlike frames,
    /// twice the importance. Missing faces cost nothing, since the camera and not the signer is the cause.
    static func mismatchCost(_ block: FeatureBlock) -> Float {
        switch block.channel {
        case .handshape, .orientation, .location: 2 * importance(block)
        case .movement, .nonManual: 0
        }
    }

    /// The weight of the embeddings' squared distance beside the squared distance of aligned frames. 4 to 16 judge
    /// equally well, within 0.01 of AUC across signers on each of three sets of takes.
    static let embeddingWeight = 12.0

    /// The exponent of how unlike a signer's own takes are in the threshold beside them. From 0 to 0.15, AUC within
    /// signers rises from 0.9942 to 0.9954 and from 0.9885 to 0.9899 on two sets of takes; 0.2 gains 0.0004 more.
    static let apartExponent = 0.15
    /// The range of that: takes that are nearly the same recording say nothing of the next attempt.
    static let apartRange = 4.0
    /// The number of cohort signs that weigh as much as the typical value over many signs.
    static let priorSigns = 5.0
    /// The share of a cohort, its nearest signs, that determines an attempt's level. Their mean separates
    /// right from wrong better than the mean of all signs, and is less random than the nearest sign alone.
    static let cohortShare = 1.0 / 12

    /// The exponent of an attempt's level in its threshold. At 1 a recording that is near another sign is judged too
    /// strictly: 0.7 raises AUC across signers by 0.002 and 0.003 on two sets of takes, and lowers it within by 0.0005.
    static let levelExponent = 0.7

    /// The largest level of an attempt, in typical levels: noise is equally far from every sign.
    static let leniency = 1.6

    /// The share of an attempt's distance at which another cohort sign is much nearer. With it (`make
    /// evaluate`), no right attempt fails against the signer's own references, and the wrong attempts that
    /// pass fall from 8 to 3 in 100 and from 23 to 2 in 1000.
    static let muchNearer = 0.7
    /// The least distance, in thresholds, of an attempt that goes backwards or is much nearer to another
    /// sign: a score of 63.3.
    static let contradicted = 1.05

    /// The share of its distance within which an attempt must be when played backwards, to be taken for going the other
    /// way. On three sets of takes this alone refuses 0 to 0.2 % of right attempts beside others' takes; at 0.95, 0 to
    /// 0.5 %, and of takes played backwards whose sign has a direction 18 to 35 % pass instead of 25 to 48 % (`make
    /// evaluate`).
    static let nearerBackwards = 0.9

    /// The least share of the alignment in which a channel must be seen to be scored.
    static let evidence = 0.25
}
