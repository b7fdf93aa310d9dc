import Landmarks
import SigningSpace

/// The sentences of a report, for learners who may be deaf, children, or left-handed.
struct ReportWords {
    let attempt: SigningClip
    let gloss: String
    /// The gloss of another sign that the attempt is much nearer to; `nil` without one.
    let rival: String?

    /// First what was right, then what to change.
    func summary(strengths: [Channel], moments: [String], judgement: Judgement, passed: Bool) -> String {
        if let whole = judgement.whole { return sentence(whole) }
        var sentences: [String] = []
        if !strengths.isEmpty {
            sentences.append("Good \(strengths.prefix(2).map(Self.name).joined(separator: " and ")).")
        } else if passed {
            sentences.append("That was \(gloss).")
        }
        if !passed, let rival { sentences.append("It looks more like \(rival) than \(gloss).") }
        sentences += moments
        if let role = judgement.unseen.first {
            sentences.append(unseen(role))
        } else if moments.isEmpty, !passed, rival != nil {
            sentences.append("Watch \(gloss) again and try once more.")
        } else if moments.isEmpty, !passed {
            sentences.append("No one part stands out. Watch \(gloss) again, and try to sign along with it.")
        } else if moments.isEmpty, strengths.isEmpty {
            sentences.append("Well done.")
        }
        return sentences.joined(separator: " ")
    }

    /// The fault of the whole attempt, and its remedy.
    private func sentence(_ whole: WholeFault) -> String {
        switch whole {
        case .still: "Your hands never left their rest: make the sign, then lower them."
        case .unsteady:
            "The recording is too unsteady to judge. Put more light on your hands, keep the camera still, and try "
                + "again."
        case .mirrored:
            "This looks like \(gloss) in a mirror. Did you sign with your other hand, or is the recording mirrored?"
        case .otherSign: "It looks like \(rival ?? "another sign"). Watch \(gloss) again and try once more."
        }
    }

    /// The reason why a hand was not judged.
    func unseen(_ role: HandRole) -> String {
        let side = attempt.side(of: role)
        let seen = attempt.coverage[side] ?? 0
        let share =
            seen < 0.02 ? "was not seen" : "was seen only \(Int((seen * 100).rounded())) % of the time"
        return role == .dominant
            ? "Your \(side.rawValue) hand \(share), too little to judge it. Keep it in the picture."
            : "This sign needs both hands, and your \(side.rawValue) hand \(share). Keep it in the picture."
    }

    /// The body part of a finding, as "right index finger".
    static func part(_ finding: Finding, sides: [Handedness]) -> String {
        let side = (sides.first ?? .right).rawValue
        if sides.count > 1 { return "both hands" }
        if case .fingers(let straight, let bent) = finding.advice, straight.count + bent.count == 1 {
            return "\(side) \(Advice.fingers[(straight + bent)[0]])"
        }
        if finding.advice == .thumbOut || finding.advice == .thumbIn { return "\(side) thumb" }
        if case .face = finding.advice { return "\(side) palm" }
        return "\(side) hand"
    }

    private static func name(_ channel: Channel) -> String {
        switch channel {
        case .handshape: "handshape"
        case .orientation: "palm orientation"
        case .location: "location"
        case .movement: "movement"
        case .nonManual: "facial expression"
        }
    }
}
