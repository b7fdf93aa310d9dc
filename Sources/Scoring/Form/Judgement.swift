import SigningSpace

/// The judgement of an attempt at a sign, from which score, channel scores, corrections and warnings are
/// derived.
///
/// It has two parts: *identity*, whether the attempt is this sign rather than another, and *form*, the
/// deviation of each channel of each hand from the sign's takes. The score is that of the worst part, since a
/// sign with one wrong parameter is a wrong sign.
struct Judgement {
    /// The fault of the whole attempt; with it nothing is corrected.
    let whole: WholeFault?
    /// At most two corrections, worst first, of different channels.
    let findings: [Finding]
    /// The correction of the tempo, which does not affect the score.
    let tempo: Finding?
    /// Hands that the sign uses and the attempt does not show.
    let unseen: [HandRole]
    /// The deviation of each channel in tolerances; channels without evidence are left out.
    let channels: [Channel: Double]
    /// The deviation of the whole attempt, in tolerances.
    let distance: Double
    /// The comparison that all of this is read off.
    let form: FormComparison
    /// The measure with the largest deviation of each channel.
    let deciding: [Channel: HandMeasure]

    /// The least bad deviation, in tolerances.
    private static let badly: Float = 2.2
    /// The least deviation of a second correction, in tolerances.
    private static let sure = 1.4

    /// A hand is only low, and its movement hidden, if its location deviates by at least this share of its
    /// movement's deviation.
    private static let lowShare: Float = 0.3
    /// From this deviation of location on, in tolerances, a hand may be partly outside the picture.
    private static let misplaced: Float = 0.8
    /// The least deviation of tempo, in tolerances, that is named for a misplaced hand.
    private static let sureTempo: Float = 2

    /// A channel within this share of its tolerance is surely right.
    private static let surely = 0.8
    /// From this distance on, in thresholds, the attempt is another sign, whatever its form.
    private static let foreign = 1.5

    /// The identity of an attempt.
    struct Identity {
        /// The distance divided by the sign's threshold.
        let distance: Double
        /// Another sign that the attempt is much nearer to; `nil` without one.
        let rival: String?
        /// Whether the attempt moves as the sign played backwards.
        let isBackwards: Bool
    }

    /// Judges an attempt. One alignment per take, and up to two more per take for mirrored and backwards
    /// attempts.
    init(_ attempt: PreparedTake, at sign: ReferenceSign, _ identity: Identity) {
        let form = FormComparison(attempt.motion, with: sign.takes.map(\.motion))
        self.form = form
        let caution = Self.caution(signers: sign.signers.count)
        let hurry = TempoCorrection.find(form.aligned, caution: caution)
        let corrections = Corrections(
            form, sign.calibration.tolerances, tempo: hurry,
            coverage: Dictionary(
                uniqueKeysWithValues: HandRole.allCases.map {
                    ($0, attempt.clip.coverage[attempt.clip.side(of: $0)] ?? 0)
                }),
            unjudged: Self.unjudged([attempt] + sign.takes))
        var severities = corrections.severities()
        deciding = corrections.deciding()
        guard identity.distance > 0 else {
            // The attempt is a take of the sign itself: the other takes differ from it, and nothing is wrong.
            (whole, findings, tempo, distance) = (nil, [], nil, 0)
            unseen = form.use.unseen
            channels = severities.mapValues { _ in 0 }
            return
        }
        var found = corrections.findings()
        if attempt.clip.hasBody, let idle = IdleHand.find(form, severity: severities[.location]) {
            found = [idle] + found.filter { $0.roles != [.other] && $0.channel != .location }
            severities[.location] = idle.severity
        }
        // A hand that goes the other way is also misplaced and turned, as a consequence.
        if let otherWay = OtherWay.find(form, caution: caution) {
            found = [otherWay]
            severities[.movement] = max(severities[.movement] ?? 0, otherWay.severity)
        }
        channels = severities.mapValues { Double($0) }
        let formed = Double(severities.values.max() ?? 0)
        // An attempt that is right in every channel, in the sign's direction and far from other signs does
        // not fail by its overall distance.
        let isRight =
            formed <= Self.surely && identity.rival == nil && !identity.isBackwards
            && identity.distance < Self.foreign
        let unlike = isRight ? min(identity.distance, 1) : identity.distance
        let apart = max(formed, unlike * ScoreCurve.passing)
        let hidden = form.use.unseen
        let isFailing = apart > ScoreCurve.passing
        whole = WholeFault(
            form.aligned, isFailing: isFailing || !hidden.isEmpty,
            isOtherSign: isFailing && hidden.isEmpty && Self.isOtherSign(found, rival: identity.rival),
            isStill: attempt.clip.isStill && !Self.isOnlyLow(found))
        // In a mirror image the hands are exchanged.
        unseen = whole == .mirrored ? [] : hidden
        distance = whole == nil ? apart : max(apart, WholeFault.distance)
        findings =
            whole == nil ? Self.chosen(found.filter { !$0.roles.contains(where: hidden.contains) }) : []
        let isTimed =
            whole == nil && attempt.clip.isTimed && !hidden.contains(.dominant)
            && (severities[.location] ?? 0 < Self.misplaced || hurry?.severity ?? 0 >= Self.sureTempo)
        tempo = isTimed ? hurry : nil
    }

    /// The measures that the takes do not support: places and sizes without a body, which is their unit; and
    /// the thumb, whose reach lies across the hand, in a picture whose aspect ratio was assumed.
    private static func unjudged(_ takes: [PreparedTake]) -> Set<FormMeasure> {
        var measures: Set<FormMeasure> = []
        if takes.contains(where: { !$0.clip.hasBody }) {
            measures.formUnion([.place, .smallness, .largeness])
        }
        if takes.contains(where: { !$0.clip.isSized }) { measures.insert(.thumb) }
        return measures
    }

    /// Whether the faults make the attempt another sign: nobody errs in three channels, or badly in two. One
    /// wrong channel is corrected. Two are another sign if a rival is near. Without any, identity alone
    /// decides.
    ///
    /// - Parameter findings: one per channel, worst first.
    private static func isOtherSign(_ findings: [Finding], rival: String?) -> Bool {
        switch findings.count {
        case 0: true
        case 1: false
        case 2: rival != nil || findings[1].severity >= badly
        default: true
        }
    }

    /// Whether the sign is made at the height of rest: the hand should be raised.
    private static func isOnlyLow(_ findings: [Finding]) -> Bool {
        findings.map(\.advice) == [.raise]
    }

    /// The worst finding, and a second one if it is clear and not a consequence of the worst: the tempo and
    /// size of a misplaced hand are measured from its visible part only.
    private static func chosen(_ findings: [Finding]) -> [Finding] {
        guard let worst = findings.first else { return [] }
        // A low hand shows only part of its movement.
        if worst.advice == .larger, let low = findings.first(where: { $0.advice == .raise }),
            low.severity >= lowShare * worst.severity
        {
            return [low]
        }
        let second = findings.dropFirst().first {
            Double($0.severity) >= sure && !(worst.channel == .location && $0.channel == .movement)
                && !(worst.channel == .movement && $0.channel == .location)
        }
        return [worst] + [second].compactMap(\.self)
    }

    /// The factor of tolerances for takes by fewer signers than ``SignCalibration/enoughSigners``.
    private static func caution(signers: Int) -> Float {
        switch signers {
        case SignCalibration.enoughSigners...: 1
        case 2: 1.2
        default: 1.6
        }
    }
}
