import Foundation
import SigningSpace

/// The corrections of a comparison of form: every channel of a hand that exceeds its tolerance, with its
/// advice.
struct Corrections {
    private let form: FormComparison
    private let tolerances: FormTolerances
    /// Whether the attempt is so fast that motion blur hides the size of its movement.
    private let isBlurred: Bool
    /// The share, 0–1, of the recording's frames that show each hand, before gaps were filled.
    private let coverage: [HandRole: Double]
    /// The measures that the recordings do not support.
    private let unjudged: Set<FormMeasure>

    /// A finger with less than this share of the largest error is not named.
    private static let alike: Float = 0.45
    /// The largest turn of a hand, in degrees, at which its thumb is judged: a turned hand shows another view
    /// of the thumb, whose depth the detector only estimates.
    private static let sameView: [FormMeasure: Float] = [.pointing: 12, .palm: 20]
    /// The least share of the core with the hand in sight at which its movement is judged too large or not
    /// repeated: a lost hand leaves mostly its movement from and to rest. Of the recording, half of the share
    /// suffices.
    private static let wholeWay = 0.8
    /// The least length of the mean of a direction's unit vectors at which the direction is constant.
    private static let steady: Float = 0.8
    /// The least depth component of either palm's direction at which depth is named: seen edge-on, the two
    /// faces of a palm differ only by the depth of its knuckles.
    private static let leastFacing: Float = 0.3
    /// The least difference in depth, as a component of unit vectors, at which depth is named besides another
    /// direction.
    private static let depthChange: Float = 0.4

    init(
        _ form: FormComparison, _ tolerances: FormTolerances, tempo: Finding?, coverage: [HandRole: Double],
        unjudged: Set<FormMeasure>
    ) {
        self.form = form
        self.tolerances = tolerances
        isBlurred = tempo?.advice == .slower
        self.coverage = coverage
        self.unjudged = unjudged
    }

    /// The deviation of a measure in tolerances; `nil` where it is not judged.
    func severity(_ part: HandMeasure) -> Float? {
        if unjudged.contains(part.measure) { return nil }
        if part.measure == .thumb, !isThumbVisible(part.role) { return nil }
        if [.largeness, .repetition].contains(part.measure),
            min(HandUse.seenShare(part.role, form.aligned.attempt), 2 * coverage[part.role, default: 0])
                < Self.wholeWay
        {
            return nil
        }
        if isBlurred, [.smallness, .largeness, .turning, .repetition].contains(part.measure) { return nil }
        // A hand that hardly moves is not corrected for repetition too.
        if part.measure == .repetition,
            [FormMeasure.smallness, .turning].contains(where: {
                severity(HandMeasure(part.role, $0)) ?? 0 >= 1
            })
        {
            return nil
        }
        return form.distance(part).map { $0.size / tolerances(part) }
    }

    private func isThumbVisible(_ role: HandRole) -> Bool {
        Self.sameView.allSatisfy { measure, limit in
            form.distance(HandMeasure(role, measure)).map { $0.size < limit } ?? false
        }
    }

    /// The deviation of each channel in tolerances, by its worst measure of either hand; channels without
    /// evidence are left out.
    func severities() -> [Channel: Float] {
        var severities: [Channel: Float] = [:]
        for part in HandMeasure.all {
            guard let severity = severity(part) else { continue }
            severities[part.measure.channel] = max(severities[part.measure.channel] ?? 0, severity)
        }
        return severities
    }

    /// The measure with the largest deviation of each channel that has evidence.
    func deciding() -> [Channel: HandMeasure] {
        var worst: [Channel: (part: HandMeasure, severity: Float)] = [:]
        for part in HandMeasure.all {
            guard let severity = severity(part) else { continue }
            let channel = part.measure.channel
            if worst[channel].map({ severity > $0.severity }) ?? true { worst[channel] = (part, severity) }
        }
        return worst.mapValues(\.part)
    }

    /// The corrections, worst first: one finding per channel.
    func findings() -> [Finding] {
        let channels: [Channel] = [.handshape, .orientation, .location, .movement]
        return channels.flatMap { channel in
            Self.together(HandRole.allCases.compactMap { finding(channel, $0) })
        }.sorted { $0.severity > $1.severity }
    }

    /// Joins the findings of one channel in both hands: one finding if both need the same correction, else
    /// the worse one.
    private static func together(_ findings: [Finding]) -> [Finding] {
        guard findings.count == 2 else { return findings }
        let (one, two) = (findings[0], findings[1])
        var worse = one.severity >= two.severity ? one : two
        if let advice = one.advice.together(with: two.advice) {
            worse.roles = one.roles + two.roles
            worse.advice = advice
        }
        return [worse]
    }

    private func finding(_ channel: Channel, _ role: HandRole) -> Finding? {
        let parts = FormMeasure.allCases.filter { $0.channel == channel }.map { HandMeasure(role, $0) }
        let worst = parts.compactMap { part in severity(part).map { (part, $0) } }.max { $0.1 < $1.1 }
        guard let (part, severity) = worst, Double(severity) >= ScoreCurve.correctable,
            let distance = form.distance(part), let nearest = distance.takes.first
        else { return nil }
        func finding(
            _ advice: Advice, _ size: Float, _ unit: Finding.Unit,
            by difference: ((HandMotion, HandMotion, AlignedTakes.Step) -> Float?)? = nil
        ) -> Finding {
            Finding(
                channel: channel, roles: [role], advice: advice, size: size, unit: unit, severity: severity,
                frames: difference.map { frames(role, nearest, by: $0) } ?? form.aligned.attempt.core)
        }
        switch part.measure {
        case .place:
            let place = distance.takes.compactMap { form[role, $0].place }.mean
            let axis = abs(place.y) >= abs(place.x) ? 1 : 0
            let advice: Advice =
                axis == 1 ? (place.y > 0 ? .raise : .lower) : (place.x > 0 ? .moveRight : .moveLeft)
            return finding(advice, abs(place[axis]), .shoulderWidths) { own, take, step in
                guard let place = own.places[step.attempt], let wanted = take.places[step.take] else {
                    return nil
                }
                return place[axis] - wanted[axis]
            }
        case .pointing:
            return finding(wanted(role) { $0.pointing }.map { .point($0) } ?? .turn, distance.size, .degrees)
            {
                own, take, step in
                guard let a = own.postures[step.attempt]?.pointing, let b = take.postures[step.take]?.pointing
                else { return nil }
                return atan2(b.x * a.y - b.y * a.x, a.x * b.x + a.y * b.y)
            }
        case .palm:
            return finding(wanted(role) { $0.facing }.map { .face($0) } ?? .turn, distance.size, .degrees)
        case .finger, .fingers:
            return fingers(role, distance, finding)
        case .thumb:
            let thumb = distance.takes.compactMap { form[role, $0].thumb }.mean
            return finding(thumb > 0 ? .thumbIn : .thumbOut, abs(thumb), .palmLengths)
        case .smallness, .turning: return finding(.larger, exp(distance.size), .times)
        case .largeness: return finding(.smaller, exp(distance.size), .times)
        case .repetition: return finding(.again, 1 + distance.size, .times)
        case .path:
            let way = form.aligned.takes[nearest][role].wristExtent
            return finding(.otherWay, 2 * way, .shoulderWidths)
        }
    }

    private func fingers(
        _ role: HandRole, _ distance: FormComparison.Distance,
        _ finding: (Advice, Float, Finding.Unit, ((HandMotion, HandMotion, AlignedTakes.Step) -> Float?)?) ->
            Finding
    ) -> Finding {
        let reaches = distance.takes.compactMap { form[role, $0].reaches }.mean
        let largest = max(abs(reaches.min()), abs(reaches.max()))
        let named = (0..<4).filter { abs(reaches[$0]) >= Self.alike * largest }
        let tooBent = named.filter { reaches[$0] < 0 }.map { $0 + 1 }
        let tooStraight = named.filter { reaches[$0] > 0 }.map { $0 + 1 }
        let advice: Advice =
            tooBent.count == 4
            ? .openHand
            : tooStraight.count == 4
                ? .closeHand : .fingers(straighten: tooBent, bend: tooStraight)
        let worst = 1 + ((0..<4).max { abs(reaches[$0]) < abs(reaches[$1]) } ?? 0)
        let nearest = distance.takes[0]
        let bends = form.aligned.steps(with: nearest).compactMap { step -> Float? in
            guard let own = form.aligned.attempt[role].postures[step.attempt],
                let take = form.aligned.takes[nearest][role].postures[step.take]
            else { return nil }
            return own.bends[worst] - take.bends[worst]
        }
        return finding(advice, max(abs(bends.mean), 1), .degrees) { own, take, step in
            guard let a = own.postures[step.attempt], let b = take.postures[step.take] else { return nil }
            return a.reaches[worst] - b.reaches[worst]
        }
    }

    /// The frames of the attempt from the first to the last whose difference has the direction of the mean
    /// difference and at least half its size.
    private func frames(
        _ role: HandRole, _ take: Int, by difference: (HandMotion, HandMotion, AlignedTakes.Step) -> Float?
    ) -> Range<Int> {
        let core = form.aligned.attempt.core
        let (own, other) = (form.aligned.attempt[role], form.aligned.takes[take][role])
        let steps = form.aligned.steps(with: take).compactMap { step in
            difference(own, other, step).map { (frame: step.attempt, size: $0) }
        }
        let usual = steps.map(\.size).mean
        let wrong = steps.filter { $0.size * usual > 0 && abs($0.size) >= abs(usual) / 2 }.map(\.frame)
        guard let first = wrong.min(), let last = wrong.max(), last > first else { return core }
        return first..<last + 1
    }

    /// The direction that a hand should face or point: the mean over all takes that use it and their frames
    /// aligned with the attempt. The nearest take alone is not used, since it errs most like the attempt.
    /// Depth is dropped unless it differs, since the detector only estimates it. `nil` without a constant
    /// direction.
    private func wanted(_ role: HandRole, _ direction: (HandMotion.Posture) -> SIMD3<Float>) -> SIMD3<Float>?
    {
        var (wanted, own, weight) = (SIMD3<Float>(), SIMD3<Float>(), Float(0))
        for take in form.use.takes(using: role) {
            for step in form.aligned.steps(with: take) {
                guard let posture = form.aligned.takes[take][role].postures[step.take],
                    let attempted = form.aligned.attempt[role].postures[step.attempt]
                else { continue }
                wanted += step.weight * direction(posture)
                own += step.weight * direction(attempted)
                weight += step.weight
            }
        }
        guard own.length > 0, wanted.length >= Self.steady * weight, weight > 0 else { return nil }
        wanted /= wanted.length
        own /= own.length
        guard
            max(abs(wanted.z), abs(own.z)) >= Self.leastFacing || abs(wanted.z - own.z) < Self.depthChange / 2
        else { return nil }
        let isMainlyDepth = abs(wanted.z) >= max(abs(wanted.x), abs(wanted.y))
        if !isMainlyDepth, abs(wanted.z - own.z) < Self.depthChange { wanted.z = 0 }
        return wanted / wanted.length
    }
}
