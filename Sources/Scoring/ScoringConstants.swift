import SigningSpace

/// Everything in scoring that was measured rather than reasoned, in one place. A change raises `features` or
/// `calibration` in ``ScoringSignature``.
///
/// Scales are the summed variances of each block of features over the attempts and references of seven signers who
/// recorded 40 signs (`signify-score matrix` on that folder, judged by its own judge); importances were
/// tried by hand on it and on a second set of three people, and the differences between near settings were within a
/// point of AUC.
enum ScoringConstants {
    /// A run of features inside a group with a common scale.
    struct Block {
        var width: Int
        /// Summed variance of the block's features, in their units squared.
        var variance: Float
        /// What share the block has in a squared distance between unlike frames.
        var importance: Float

        /// The factor on a feature that makes squared differences add up across blocks.
        var factor: Float { (importance / variance).squareRoot() }
    }

    /// The groups that steer the alignment, in order.
    static let alignedGroups: [FeatureGroup] = [
        .dominantHandshape, .otherHandshape, .dominantOrientation, .otherOrientation,
        .dominantLocation, .otherLocation, .dominantFaceLocation, .otherFaceLocation,
    ]
    /// The groups that are compared along the alignment only: velocities and faces are too noisy to steer it.
    static let followingGroups: [FeatureGroup] = [.dominantMovement, .otherMovement, .head, .face]

    /// What the non-dominant hand weighs against the dominant one.
    private static let otherHand: Float = 0.5

    /// The blocks of a group, in the order of its features.
    static func blocks(_ group: FeatureGroup) -> [Block] {
        let hand: Float = group.role == .other ? otherHand : 1
        return switch group {
        case .dominantHandshape, .otherHandshape:
            [
                Block(width: 15, variance: 2.591, importance: 1 * hand),
                Block(width: 4, variance: 0.393, importance: 0.15 * hand),
                Block(width: 6, variance: 1.242, importance: 0.15 * hand),
            ]
        case .dominantOrientation, .otherOrientation:
            [Block(width: 6, variance: 1.036, importance: 0.7 * hand)]
        case .dominantLocation, .otherLocation: [Block(width: 2, variance: 0.317, importance: 0.5 * hand)]
        case .dominantFaceLocation, .otherFaceLocation:
            [Block(width: 2, variance: 0.327, importance: 0.3 * hand)]
        case .dominantMovement, .otherMovement: [Block(width: 2, variance: 2.7, importance: 0.08 * hand)]
        case .head: [Block(width: 3, variance: 0.012, importance: 0.01)]
        case .face: [Block(width: 5, variance: 0.05, importance: 0.02)]
        }
    }

    /// The squared distance charged where only one side shows a group: what two unlike frames are apart on average,
    /// twice the variance. Faces that one camera misses are no fault, so they cost nothing.
    static func mismatchCost(_ group: FeatureGroup) -> Float {
        switch group.channel {
        case .handshape, .orientation, .location: 2 * blocks(group).reduce(0) { $0 + $1.importance }
        case .movement, .nonManual: 0
        }
    }

    /// An attempt this factor faster or slower than is usual for the sign (see ``UsualTempo``) is a matter of style and
    /// only reported.
    static let freeTempo = 1.4
    /// What an e-fold beyond ``freeTempo`` adds to the movement distance.
    static let tempoCost: Float = 3

    /// The distance, as a share of the typical distance to other signs, at which accepting the right sign and
    /// rejecting a wrong one err equally. Measured on real takes: 0.66 for a signer's own references (9 % err either
    /// way), 0.65 for other signers' where the signers agree on how to sign (6 %); 0.86 where they do not (23 %),
    /// which is left out of account.
    static let threshold = 0.66
    /// The typical distance between a take and the nearest of another sign's takes (median over the signs of seven
    /// signers), used where a sign has no cohort.
    static let typicalDistance = 2.3
    /// The same for each channel.
    static func typicalDistance(_ channel: Channel) -> Double {
        switch channel {
        case .handshape: 1.35
        case .orientation: 1.0
        case .location: 1.1
        case .movement: 0.29
        case .nonManual: 0.02
        }
    }
    /// As ``threshold``, for each channel: places are told apart more finely than they vary between signs, movements
    /// vary between signers nearly as much as between signs.
    static func threshold(_ channel: Channel) -> Double {
        switch channel {
        case .handshape, .nonManual: 0.66
        case .orientation: 0.5
        case .location: 0.45
        case .movement: 0.9
        }
    }
    /// How many signs of a cohort weigh as much as the typical distances above.
    static let priorSigns = 5.0

    /// The share of the alignment in which a channel must have been seen before it is scored.
    static let evidence = 0.25
    /// The exponent of the score's curve.
    static let steepness = 2.5
}
