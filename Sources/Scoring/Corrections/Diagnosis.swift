import Foundation
import SigningSpace

/// What is wrong with an attempt, in natural units and before it is put into words.
struct Diagnosis {
    /// What is wrong with the whole; then there are no findings.
    let whole: WholeFault?
    /// At most two, worst first, of different channels.
    let findings: [Finding]
    /// Hands that the sign uses and the attempt does not show well enough to judge.
    let unseen: [HandRole]

    /// More corrections than this are too many to act on at once.
    private static let corrections = 2
    /// The share of the core in which a hand must be seen to be judged.
    private static let evidence = 0.5
    /// How much farther than that a faulty attempt may be in what is not at fault.
    private static let allowance: Float = 1.15
    /// A place that is wrong for this share of the sign is wrong throughout.
    private static let throughout = 0.9
    /// A tempo that is off by less than this may come from what the camera missed.
    private static let doubtful: Float = 1.5
    /// What is beyond its tolerance by less than this may be chance.
    private static let sure: Float = 1.06
    /// A second correction must be surer than the first.
    private static let second: Float = 1.15
    /// Nineteen in twenty clean attempts are nearer to a take of another person than this.
    private static let alike: Float = 1.2
    /// No hand turns by more than 25° a frame half of the time; the cosine.
    private static let steady: Float = 0.906

    init(_ attempt: PreparedTake, of sign: ReferenceSign, passed: Bool) {
        let motion = SignMotion(attempt.clip)
        let takes = sign.takes.map { SignMotion($0.clip) }
        let aligned = AlignedTakes(motion, takes)
        let used = HandRole.allCases.filter { Self.uses($0, takes) }
        let unseen = used.filter { role in
            Double(motion.core.count { motion[role].postures[$0] != nil })
                < Self.evidence * Double(motion.core.count)
        }
        self.unseen = unseen
        if let whole = Self.wholeFault(attempt, motion, takes, aligned) {
            self.whole = whole
            findings = []
            debug = nil
            return
        }
        let caution = Self.caution(signers: Set(sign.takes.map(\.signer)).count)
        let seen = used.filter { !unseen.contains($0) }
        var found = used.compactMap { Self.idle($0, aligned) }
        let isIdle = !found.isEmpty
        for search in Self.searches {
            let own = seen.compactMap { role in
                role == .other && isIdle ? nil : search(aligned, role, caution)
            }
            found += Self.together(own)
        }
        if seen.contains(.dominant), let tempo = TempoCorrection.find(aligned, caution: caution) {
            found.append(tempo)
        }
        if ProcessInfo.processInfo.environment["FEEDBACK_DEBUG"] != nil {
            let mirror = AlignedTakes(motion.mirrored(), takes).distance()
            let back = AlignedTakes(motion.reversed(), takes).distance()
            var t =
                "DEBUG d=\(aligned.distance()) mirror=\(mirror) back=\(back) core=\(motion.core)/\(motion.nose.count) used=\(used.map(\.rawValue))"
            for f in found {
                t +=
                    "\n            \(f.channel) \(f.roles.map(\.rawValue)) \(f.advice) \(f.size) sev \(f.severity) \(f.frames)"
            }
            for role in used {
                for m in [motion] + takes {
                    if let w = MovementCorrection.Way(m, role) {
                        t += String(
                            format: "\n            W%d ext %.2f net %.2f %.2f turns %.2f core %d..%d/%d",
                            role.rawValue, w.extent, w.net.x, w.net.y, w.turns, m.core.lowerBound,
                            m.core.upperBound, m.nose.count)
                    }
                }
            }
            debug = t
        } else {
            debug = nil
        }
        // What goes backwards is in the wrong place, and turned the wrong way, as a consequence.
        if let way = Self.otherWay(found, motion, takes, aligned) { found = [way] }
        // A tempo that is off blurs the size of a movement; a movement that is off ends in the wrong place.
        if found.contains(where: { $0.advice == .slower || $0.advice == .faster }) {
            found.removeAll { $0.advice == .larger || $0.advice == .smaller }
        }
        if found.contains(where: { $0.advice == .larger || $0.advice == .smaller }) {
            let core = Double(motion.core.count)
            found.removeAll {
                ($0.channel == .location || $0.channel == .orientation)
                    && Double($0.frames.count) < Self.throughout * core
            }
        }
        // A hand that is partly out of the picture is timed by what is left of it.
        if found.contains(where: { $0.channel == .location }) {
            found.removeAll {
                ($0.advice == .slower || $0.advice == .faster) && $0.severity < Self.doubtful
            }
        }
        found.removeAll { $0.severity < Self.sure }
        found.sort { $0.severity > $1.severity }
        if !passed, Self.isOtherSign(found) {
            whole = .otherSign
            findings = []
            return
        }
        var chosen: [Finding] = []
        for finding in found where chosen.count < Self.corrections {
            let isSure = chosen.isEmpty || finding.severity >= Self.second
            if isSure, !chosen.contains(where: { $0.channel == finding.channel }) { chosen.append(finding) }
        }
        // What is left once the channels to correct are left out must be this sign.
        var explained = Set(chosen.map(\.channel))
        if explained.contains(.location) { explained.insert(.movement) }
        let rest = aligned.distance(without: explained)
        if debug != nil { debug! += "\n            rest \(rest)" }
        let isThisSign = rest < Self.alike * Self.allowance
        findings = isThisSign ? chosen : []
        whole = !isThisSign && !passed ? .otherSign : nil
    }
    var debug: String?

    private static let searches = [
        HandshapeCorrection.find, OrientationCorrection.find, LocationCorrection.find,
        MovementCorrection.find,
    ]

    /// How much wider than what differs between the takes of three people a tolerance must be, where the takes are
    /// by fewer: what people differ in is not to be seen from one of them.
    private static func caution(signers: Int) -> Float {
        switch signers {
        case 3...: 1
        case 2: 1.2
        default: 1.6
        }
    }

    /// The movement the other way round, where it is: found as such, or because the attempt played backwards is much
    /// nearer to the takes.
    private static func otherWay(
        _ found: [Finding], _ motion: SignMotion, _ takes: [SignMotion], _ aligned: AlignedTakes
    ) -> Finding? {
        if let finding = found.first(where: { $0.advice == .otherWay }) { return finding }
        let backwards = AlignedTakes(motion.reversed(), takes).distance()
        guard backwards < alike, backwards < 0.65 * aligned.distance(), aligned.distance() > 0.6 * alike
        else {
            return nil
        }
        return Finding(
            channel: .movement, roles: [.dominant], advice: .otherWay, size: 1, unit: .times, severity: 3,
            frames: motion.core)
    }

    /// Findings of one channel in both hands: one where both are to do the same, else the worse one.
    private static func together(_ findings: [Finding]) -> [Finding] {
        guard findings.count == 2 else {
            // The other hand's way follows the dominant one's: alone it says little.
            return findings.filter { $0.channel != .movement || $0.roles == [.dominant] }
        }
        let (one, two) = (findings[0], findings[1])
        guard let advice = one.advice.together(with: two.advice) else {
            return [one.severity >= two.severity ? one : two]
        }
        var both = one.severity >= two.severity ? one : two
        both.roles = one.roles + two.roles
        both.advice = advice
        return [both]
    }

    /// Whether every take shows the hand, raised or moving: a hand at rest is not part of the sign.
    private static func uses(_ role: HandRole, _ takes: [SignMotion]) -> Bool {
        takes.allSatisfy { take in
            let seen = take.core.compactMap { take[role].postures[$0] == nil ? nil : take[role].places[$0] }
            guard Double(seen.count) >= evidence * Double(take.core.count), !seen.isEmpty else {
                return false
            }
            let height = seen.map(\.y).sorted()[seen.count / 2]
            let (low, high) = (seen.map(\.y).min() ?? 0, seen.map(\.y).max() ?? 0)
            return height < 0.75 || high - low > 0.15
        }
    }

    /// The hand hangs or lies at rest where every take has it raised.
    private static func idle(_ role: HandRole, _ aligned: AlignedTakes) -> Finding? {
        guard role == .other else { return nil }
        func height(_ motion: SignMotion) -> Float? { place(role, motion) }
        let own = height(aligned.attempt)
        let wanted = aligned.takes.compactMap(height).max() ?? 0
        guard let own, own > wanted + 0.5 else { return nil }
        // Where the other hand is as much too low, both are.
        let dominant = place(.dominant, aligned.attempt) ?? 0
        let wantedDominant = aligned.takes.compactMap { place(.dominant, $0) }.max() ?? 0
        guard own - wanted > 0.4 + max(dominant - wantedDominant, 0) else { return nil }
        return Finding(
            channel: .location, roles: [role], advice: .useHand, size: own - wanted, unit: .shoulderWidths,
            severity: 5, frames: aligned.attempt.core)
    }

    /// How low a hand is, most of the time.
    private static func place(_ role: HandRole, _ motion: SignMotion) -> Float? {
        let places = motion.core.compactMap { motion[role].places[$0]?.y }.sorted()
        return places.isEmpty ? nil : places[places.count / 2]
    }

    private static func wholeFault(
        _ attempt: PreparedTake, _ motion: SignMotion, _ takes: [SignMotion], _ aligned: AlignedTakes
    ) -> WholeFault? {
        if attempt.clip.isStill { return .still }
        if isUnsteady(motion) { return .unsteady }
        if isMirrored(motion, takes, aligned) { return .mirrored }
        return nil
    }

    /// Whether so much is off that it is not this sign: nobody errs in three channels at once.
    private static func isOtherSign(_ found: [Finding]) -> Bool {
        let channels = Set(found.map(\.channel))
        let worst = channels.map { channel in
            found.filter { $0.channel == channel }.map(\.severity).max() ?? 0
        }
        return channels.count >= 3 || (channels.count == 2 && worst.reduce(0, +) >= 3.8)
    }

    /// Whether the mirror image is as near to a take as attempts of the sign are, and the attempt itself is not.
    private static func isMirrored(
        _ motion: SignMotion, _ takes: [SignMotion], _ aligned: AlignedTakes
    ) -> Bool {
        let mirror = motion.mirrored()
        let seen = mirror.core.count { mirror[.dominant].postures[$0] != nil }
        guard Double(seen) >= evidence * Double(mirror.core.count) else { return false }
        let distance = AlignedTakes(mirror, takes).distance()
        return (distance < alike && distance < 0.65 * aligned.distance())
            || (distance < 1.3 * alike && distance < 0.5 * aligned.distance())
    }

    private static func isUnsteady(_ motion: SignMotion) -> Bool {
        HandRole.allCases.contains { role in
            let hand = motion[role].postures
            let turns = zip(hand, hand.dropFirst()).compactMap { before, after -> Float? in
                guard let before, let after else { return nil }
                return (before.pointing * after.pointing).sum()
            }.sorted()
            return turns.count >= 8 && turns[turns.count / 2] < steady
        }
    }
}
