import SigningSpace

/// One judgement of an attempt at a sign, from which score, channels' scores, corrections and warnings are read off.
///
/// Two parts: *identity*, whether it is this sign rather than another, and *form*, how far each channel of each hand is from what the
/// sign's takes do. The score is that of the worst of them, since a sign with one wrong parameter is a wrong sign.
struct Judgement {
    /// What is wrong with the whole; then nothing is corrected.
    let whole: WholeFault?
    /// At most two, worst first, of different channels.
    let findings: [Finding]
    /// A tempo that is off: it is said, and costs nothing.
    let tempo: Finding?
    /// Hands that the sign uses and the attempt does not show.
    let unseen: [HandRole]
    /// How far each channel is off, in tolerances; without those of which nothing was seen.
    let channels: [Channel: Double]
    /// How far the attempt is off as a whole, in tolerances.
    let distance: Double

    /// How many tolerances off is badly.
    private static let badly: Float = 2.2
    /// A second correction must be of something that is off by so many tolerances.
    private static let sure = 1.4

    /// A hand that is too low by this share of what its movement is too small is low, and seen too little of.
    private static let lowShare: Float = 0.3
    /// From so many tolerances on a hand is somewhere else, and may be partly out of the picture.
    private static let misplaced: Float = 0.8
    /// The tempo of a hand that is in the wrong place is said from so many of its tolerances on.
    private static let sureTempo: Float = 2

    /// Within this share of its tolerance every channel is surely right.
    private static let surely = 0.8
    /// From so many times the sign's threshold on it is another sign, whatever its form.
    private static let foreign = 1.5

    /// What identity says of an attempt.
    struct Identity {
        /// The distance over the sign's threshold.
        let distance: Double
        /// Another sign that the attempt is much nearer to.
        let rival: String?
        /// Whether it goes the way that the sign goes backwards.
        let isBackwards: Bool
    }

    /// Judges an attempt. One alignment a take, and two more to tell mirrored and backwards attempts.
    init(_ attempt: PreparedTake, at sign: ReferenceSign, _ identity: Identity) {
        let form = FormComparison(SignMotion(attempt.clip), with: sign.takes.map { SignMotion($0.clip) })
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
        guard identity.distance > 0 else {
            // A take of the sign itself: the other takes differ from it, and nothing is wrong.
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
        // What goes the other way is in the wrong place, and turned the wrong way, as a consequence.
        if let otherWay = OtherWay.find(form, caution: caution) {
            found = [otherWay]
            severities[.movement] = max(severities[.movement] ?? 0, otherWay.severity)
        }
        channels = severities.mapValues { Double($0) }
        let formed = Double(severities.values.max() ?? 0)
        // What is right in every channel, goes the sign's way and is near no other sign is not failed for being unlike as a whole.
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
        // Of a mirror image the hands are each other's.
        unseen = whole == .mirrored ? [] : hidden
        distance = whole == nil ? apart : max(apart, WholeFault.distance)
        findings =
            whole == nil ? Self.chosen(found.filter { !$0.roles.contains(where: hidden.contains) }) : []
        let isTimed =
            whole == nil && attempt.clip.isTimed && !hidden.contains(.dominant)
            && (severities[.location] ?? 0 < Self.misplaced || hurry?.severity ?? 0 >= Self.sureTempo)
        tempo = isTimed ? hurry : nil
    }

    /// What takes do not let one judge: places and sizes without a body, which is their unit, and the thumb, whose reach is across the hand, in a picture whose shape was
    /// assumed.
    private static func unjudged(_ takes: [PreparedTake]) -> Set<FormMeasure> {
        var measures: Set<FormMeasure> = []
        if takes.contains(where: { !$0.clip.hasBody }) {
            measures.formUnion([.place, .smallness, .largeness])
        }
        if takes.contains(where: { !$0.clip.isSized }) { measures.insert(.thumb) }
        return measures
    }

    /// Whether so much is off that it is not this sign: nobody errs in three channels at once, or badly in two. One channel that is off
    /// may make another sign of it; two that are off beside another sign that is near are that. Where nothing is off, identity alone
    /// says so.
    ///
    /// - Parameter findings: one a channel, worst first.
    private static func isOtherSign(_ findings: [Finding], rival: String?) -> Bool {
        switch findings.count {
        case 0: true
        case 1: false
        case 2: rival != nil || findings[1].severity >= badly
        default: true
        }
    }

    /// Whether the sign is made, but at the height of rest: a hand that makes the sign there is to be raised.
    private static func isOnlyLow(_ findings: [Finding]) -> Bool {
        findings.map(\.advice) == [.raise]
    }

    /// The worst, and the next if it is surer than need be and does not follow from the worst: a hand in the wrong place is timed
    /// and measured by what the picture shows of it.
    private static func chosen(_ findings: [Finding]) -> [Finding] {
        guard let worst = findings.first else { return [] }
        // A low hand shows less of its movement.
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

    /// How much wider than what differs between the takes of three people a tolerance must be, where the takes are
    /// by fewer: what people differ in is not to be seen from one of them.
    private static func caution(signers: Int) -> Float {
        switch signers {
        case 3...: 1
        case 2: 1.2
        default: 1.6
        }
    }
}
