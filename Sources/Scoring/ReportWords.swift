import Landmarks
import SigningSpace
import Wording

/// The messages of a report, for learners who may be deaf, children, or left-handed.
struct ReportWords {
    let attempt: SigningClip
    let gloss: String
    /// The gloss of another sign that the attempt is much nearer to; `nil` without one.
    let rival: String?

    /// First what was right, then what to change.
    func summary(
        strengths: [Channel], moments: [Message], judgement: Judgement, passed: Bool
    ) -> [Message] {
        if let whole = judgement.whole { return [message(whole)] }
        let sign = Message.Parameter.text(gloss)
        var messages: [Message] = []
        if !strengths.isEmpty {
            messages.append(
                Message(.goodChannels, ["channels": .list(strengths.prefix(2).map(\.rawValue))]))
        } else if passed {
            messages.append(Message(.thatWas, ["sign": sign]))
        }
        if !passed, let rival {
            messages.append(Message(.looksMoreLike, ["seen": .text(rival), "sign": sign]))
        }
        messages += moments
        if let role = judgement.unseen.first {
            messages.append(unseen(role))
        } else if moments.isEmpty, !passed, rival != nil {
            messages.append(Message(.watchAgain, ["sign": sign]))
        } else if moments.isEmpty, !passed {
            messages.append(Message(.noPartStandsOut, ["sign": sign]))
        } else if moments.isEmpty, strengths.isEmpty {
            messages.append(Message(.wellDone))
        }
        return messages
    }

    /// The fault of the whole attempt, and its remedy.
    private func message(_ whole: WholeFault) -> Message {
        let sign = Message.Parameter.text(gloss)
        return switch whole {
        case .still: Message(.handsAtRest)
        case .unsteady: Message(.unsteadyRecording)
        case .mirrored: Message(.mirroredSign, ["sign": sign])
        case .otherSign: Message(.anotherSign, ["sign": sign, "seen": rival.map { .text($0) }])
        }
    }

    /// The reason why a hand was not judged.
    func unseen(_ role: HandRole) -> Message {
        let side = attempt.side(of: role)
        let seen = attempt.coverage[side] ?? 0
        return Message(
            role == .dominant ? .handUnseen : .bothHandsNeeded,
            [
                "hand": .text(side.rawValue),
                "share": seen < 0.02 ? nil : .number((seen * 100).rounded()),
            ])
    }

    /// The body part of a finding, as "right index finger".
    static func part(_ finding: Finding, sides: [Handedness]) -> String {
        let side = (sides.first ?? .right).rawValue
        if sides.count > 1 { return "both hands" }
        if case .fingers(let straight, let bent) = finding.advice, straight.count + bent.count == 1 {
            let finger = (straight + bent)[0]
            return "\(side) \(Advice.fingers[finger])\(finger == 0 ? "" : " finger")"
        }
        if finding.advice == .thumbOut || finding.advice == .thumbIn { return "\(side) thumb" }
        if case .face = finding.advice { return "\(side) palm" }
        return "\(side) hand"
    }
}
