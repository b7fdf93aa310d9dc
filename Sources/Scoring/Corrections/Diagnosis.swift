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
    /// No hand goes this many shoulder widths in a frame, half of the time.
    private static let jump: Float = 0.2

    init(_ attempt: PreparedTake, of sign: ReferenceSign, passed: Bool) {
        let motion = SignMotion(attempt.clip)
        let takes = sign.takes.map { SignMotion($0.clip) }
        let aligned = AlignedTakes(motion, takes)
        let used = HandRole.allCases.filter { Self.uses($0, takes) }
        unseen = used.filter { role in
            Double(motion.core.count { motion[role].postures[$0] != nil })
                < Self.evidence * Double(motion.core.count)
        }
        if let whole = Self.wholeFault(attempt, motion, takes, aligned) {
            self.whole = whole
            findings = []
            return
        }
        let signers = Set(sign.takes.map(\.signer)).count
        let caution: Float = signers >= 3 ? 1 : signers == 2 ? 1.15 : 1.4
        var found: [Finding] = []
        for role in used {
            if let idle = Self.idle(role, aligned) {
                found.append(idle)
                continue
            }
            let movement = MovementCorrection.find(aligned, role: role, caution: caution)
            found += [
                HandshapeCorrection.find(aligned, role: role, caution: caution),
                OrientationCorrection.find(aligned, role: role, caution: caution),
                LocationCorrection.find(aligned, role: role, caution: caution),
                movement,
            ].compactMap(\.self)
        }
        if let tempo = TempoCorrection.find(sign.tempo, duration: attempt.clip.duration, frames: motion.core) {
            found.append(tempo)
        }
        if ProcessInfo.processInfo.environment["FEEDBACK_DEBUG"] != nil {
            let mirror = AlignedTakes(motion.mirrored(), takes).distance
            let back = AlignedTakes(motion.reversed(), takes).distance
            print("DEBUG d=\(aligned.distance) mirror=\(mirror) back=\(back) core=\(motion.core)/\(motion.nose.count) used=\(used)")
            for f in found { print("DEBUG   \(f.channel) \(f.roles) \(f.advice) \(f.size) sev \(f.severity) \(f.frames)") }
        }
        found.sort { $0.severity > $1.severity }
        whole = nil
        var chosen: [Finding] = []
        for finding in found where chosen.count < Self.corrections {
            if !chosen.contains(where: { $0.channel == finding.channel }) { chosen.append(finding) }
        }
        findings = chosen
    }

    /// Whether every take shows the hand, raised or moving: a hand at rest is not part of the sign.
    private static func uses(_ role: HandRole, _ takes: [SignMotion]) -> Bool {
        takes.allSatisfy { take in
            let seen = take.core.compactMap { take[role].postures[$0] == nil ? nil : take[role].places[$0] }
            guard Double(seen.count) >= evidence * Double(take.core.count), !seen.isEmpty else { return false }
            let height = seen.map(\.y).sorted()[seen.count / 2]
            let (low, high) = (seen.map(\.y).min() ?? 0, seen.map(\.y).max() ?? 0)
            return height < 0.75 || high - low > 0.15
        }
    }

    /// The hand hangs or lies at rest where every take has it raised.
    private static func idle(_ role: HandRole, _ aligned: AlignedTakes) -> Finding? {
        guard role == .other else { return nil }
        func height(_ motion: SignMotion) -> Float? {
            let places = motion.core.compactMap { motion[role].places[$0]?.y }.sorted()
            return places.isEmpty ? nil : places[places.count / 2]
        }
        let own = height(aligned.attempt)
        let wanted = aligned.takes.compactMap(height).max() ?? 0
        guard let own, own > wanted + 0.6 || own > 1.2 else { return nil }
        return Finding(
            channel: .location, roles: [role], advice: .useHand, size: own - wanted, unit: .shoulderWidths,
            severity: 5, frames: aligned.attempt.core)
    }

    private static func wholeFault(
        _ attempt: PreparedTake, _ motion: SignMotion, _ takes: [SignMotion], _ aligned: AlignedTakes
    ) -> WholeFault? {
        if attempt.clip.isStill { return .still }
        if isUnsteady(motion) { return .unsteady }
        return nil
    }

    private static func isUnsteady(_ motion: SignMotion) -> Bool {
        HandRole.allCases.contains { role in
            let places = motion[role].places
            let steps = zip(places, places.dropFirst()).compactMap { a, b -> Float? in
                guard let a, let b else { return nil }
                return ((b - a) * (b - a)).sum().squareRoot()
            }.sorted()
            return steps.count >= 8 && steps[steps.count / 2] > jump
        }
    }
}
