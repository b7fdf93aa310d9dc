import SigningSpace

/// What is wrong with an attempt, in natural units and before it is put into words.
///
/// It is read off the takes and their spread alone. Of the score it asks only whether the attempt passed: an attempt
/// that did is not called another sign.
struct Diagnosis {
    /// What is wrong with the whole; then there are no findings.
    let whole: WholeFault?
    /// At most two, worst first, of different channels.
    let findings: [Finding]
    /// Hands that the sign uses and the attempt does not show well enough to judge.
    let unseen: [HandRole]

    /// More corrections than this are too many to act on at once.
    private static let corrections = 2
    /// What is beyond its tolerance by less than this factor may be chance; a second correction must be surer.
    private static let sure = (first: Float(1.06), second: Float(1.15))
    /// How much farther from the sign than a clean attempt one may be in what is not at fault.
    private static let allowance: Float = 1.15

    /// Compares an attempt with every take of a sign. One alignment a take, and two more to tell mirrored and backwards
    /// attempts.
    init(_ attempt: PreparedTake, of sign: ReferenceSign, passed: Bool) {
        let aligned = AlignedTakes(SignMotion(attempt.clip), sign.takes.map { SignMotion($0.clip) })
        let use = HandUse(aligned)
        unseen = use.unseen
        if let whole = WholeFault(attempt.clip, aligned) {
            self.whole = whole
            findings = []
            return
        }
        let caution = Self.caution(signers: sign.signers.count)
        let found = Self.reconciled(Self.search(aligned, use, caution), core: aligned.attempt.core)
            .filter { $0.severity >= Self.sure.first }
            .sorted { $0.severity > $1.severity }
        let chosen = Self.chosen(found)
        let isThisSign = !WholeFault.isOtherSign(found) && Self.explains(chosen, aligned, use)
        // Nothing is known of an attempt that passes and yet is like another sign: nothing is said.
        findings = isThisSign || (passed && Self.explains(chosen, aligned, use)) ? chosen : []
        whole = isThisSign || passed ? nil : .otherSign
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

    /// Everything that is beyond its tolerance. The non-manual channel is not searched: most references record no face,
    /// and no attempt with a known fault of the face says yet whether a correction of it would be right.
    private static func search(_ aligned: AlignedTakes, _ use: HandUse, _ caution: Float) -> [Finding] {
        let searches = [
            HandshapeCorrection.find, OrientationCorrection.find, LocationCorrection.find,
            MovementCorrection.find,
        ]
        var found = searches.flatMap { find in
            together(use.judged.compactMap { find(aligned, $0, caution) })
        }
        if let idle = use.idle { found.append(idle) }
        if let backwards = MovementCorrection.backwards(aligned, caution: caution) { found.append(backwards) }
        if use.judged.contains(.dominant), let tempo = TempoCorrection.find(aligned, caution: caution) {
            found.append(tempo)
        }
        return found
    }

    /// Findings of one channel in both hands: one where both are to do the same, else the worse one.
    private static func together(_ findings: [Finding]) -> [Finding] {
        guard findings.count == 2 else {
            // The other hand's way follows the dominant one's: alone it says little.
            return findings.filter { $0.channel != .movement || $0.roles == [.dominant] }
        }
        let (one, two) = (findings[0], findings[1])
        var worse = one.severity >= two.severity ? one : two
        if let advice = one.advice.together(with: two.advice) {
            worse.roles = one.roles + two.roles
            worse.advice = advice
        }
        return [worse]
    }

    /// The findings without those that follow from others.
    private static func reconciled(_ findings: [Finding], core: Range<Int>) -> [Finding] {
        // What goes the other way is in the wrong place, and turned the wrong way, as a consequence.
        if let otherWay = findings.filter({ $0.advice == .otherWay }).max(by: { $0.severity < $1.severity }) {
            return [otherWay]
        }
        var kept = findings
        // A tempo that is off blurs the size of a movement.
        if kept.contains(where: { $0.advice.isTempo }) { kept.removeAll { $0.advice.isSize } }
        // A thumb is too small a thing to be sure of beside anything else.
        if kept.count > 1 { kept.removeAll { $0.advice == .thumbIn || $0.advice == .thumbOut } }
        // A movement of the wrong size ends in the wrong place, but does not start there.
        if kept.contains(where: { $0.advice.isSize }) {
            kept.removeAll {
                ($0.channel == .location || $0.channel == .orientation)
                    && Double($0.frames.count) < 0.9 * Double(core.count)
            }
        }
        // A hand that is partly out of the picture is timed by what is left of it.
        if kept.contains(where: { $0.channel == .location }) {
            kept.removeAll { $0.advice.isTempo && $0.severity < 1.5 }
        }
        return kept
    }

    /// The worst finding, and the next if it is sure and of another channel.
    private static func chosen(_ sorted: [Finding]) -> [Finding] {
        var chosen: [Finding] = []
        for finding in sorted where chosen.count < corrections {
            let isSure = chosen.isEmpty || finding.severity >= sure.second
            if isSure, !chosen.contains(where: { $0.channel == finding.channel }) { chosen.append(finding) }
        }
        return chosen
    }

    /// Whether the attempt is like the sign in all that the findings are not about. Where it is not, something else is
    /// wrong, and correcting these would not make it the sign.
    private static func explains(_ findings: [Finding], _ aligned: AlignedTakes, _ use: HandUse) -> Bool {
        guard !findings.contains(where: { $0.advice == .otherWay }) else { return true }
        var channels = Set(findings.map(\.channel))
        if channels.contains(.location) { channels.insert(.movement) }
        return aligned.distance(without: channels, of: use.judged) < WholeFault.alike * allowance
    }
}
