import Foundation
import Landmarks
import Scoring
import SyntheticSigner

/// Whether the parts of a correction are right, and its errors in size and time.
struct ClaimVerdict {
    var channel = false
    var part = false
    var direction = false
    /// The error of the size, in the correction's unit ("times" as a ratio minus 1).
    var sizeError: Double?
    /// The intersection over union, 0–1, of the correction's time and the fault's.
    var overlap: Double?

    /// Whether a direction is named: a hand that turns as it moves has none.
    var namesDirection = true

    var isRight: Bool { channel && part && direction }
    /// Whether the correction is wrong in a part that it names.
    var isMisleading: Bool { !isRight && (namesDirection || !channel || !part) }

    /// Judges a correction by the known fault of its trial.
    init(_ claim: CorrectionClaim, of trial: FaultTrial, truth: GroundTruth, twin: TwinTruth?) {
        guard let fault = trial.fault, let twin else { return }
        let moment = claim.moment
        let window = moment.startS...max(moment.endS, moment.startS)
        channel = moment.channel == (truth.channel ?? "movement")
        part = !claim.hands.isEmpty && claim.hands.isSubset(of: Set(truth.hands))
        let common = min(window.upperBound, truth.end) - max(window.lowerBound, truth.start)
        let all = max(window.upperBound, truth.end) - min(window.lowerBound, truth.start)
        overlap = all > 0 ? max(common, 0) / all : nil

        namesDirection = !claim.advice.contains { $0.advice == .turn }
        switch fault {
        case .wrongHandshape, .curledFinger, .straightFinger:
            judgeFingers(claim, twin, window, named: Set(truth.fingers))
        case .turnedPalm: judgeTurn(claim, twin, window)
        case .shifted: judgeShift(claim, twin, window)
        case .scaledMovement(let factor):
            let wanted: CorrectionClaim.Advice = factor < 0 ? .otherWay : factor < 1 ? .larger : .smaller
            // A repeated movement that is made smaller is not visibly repeated.
            direction = claim.advice.contains {
                $0.advice == wanted || (wanted == .larger && $0.advice == .again)
            }
            // If the body blocks the opposite movement, hardly any movement is left.
            if factor < 0, claim.advice.contains(where: { $0.advice == .larger }) {
                direction = abs(twin.wayKept) <= 0.5
            }
            if factor > 0 {
                let ratio = moment.error.value * min(factor, 1 / factor)
                sizeError = max(ratio, 1 / ratio) - 1
            }
        case .tempo(let factor):
            part = true
            direction = claim.advice.contains { $0.advice == (factor > 1 ? .slower : .faster) }
            let ratio = moment.error.value * min(factor, 1 / factor)
            sizeError = max(ratio, 1 / ratio) - 1
        case .reversed: direction = claim.advice.contains { $0.advice == .otherWay }
        case .idleHand:
            channel = moment.channel == "location" || moment.channel == "movement"
            direction = claim.advice.contains { $0.advice == .useHand || $0.advice == .up }
        case .unseenHand, .unsaidMirror, .standingStill, .noHands, .noise: break
        }
    }

    private mutating func judgeFingers(
        _ claim: CorrectionClaim, _ twin: TwinTruth, _ window: ClosedRange<Double>, named: Set<Finger>
    ) {
        guard !claim.hands.isEmpty, !claim.advice.isEmpty else { return }
        var errors: [Double] = []
        var isRight = true
        for side in claim.hands {
            for (advice, fingers) in claim.advice {
                switch advice {
                case .straighten, .bend:
                    let wanted = fingers.isEmpty ? [Finger.index, .middle, .ring, .pinky] : Array(fingers)
                    let bends = wanted.compactMap { twin.bend($0, side, window) }
                    errors += bends
                    // Most fingers of a whole hand, or every named finger.
                    let right = bends.count { advice == .straighten ? $0 > 20 : $0 < -20 }
                    if fingers.isEmpty ? right < 3 : right < bends.count || bends.isEmpty { isRight = false }
                case .thumbOut, .thumbIn:
                    let reach = twin.thumbReach(side, window) ?? 0
                    errors.append(reach)
                    if advice == .thumbOut ? reach > -0.1 : reach < 0.1 { isRight = false }
                default: isRight = false
                }
            }
        }
        direction = isRight
        let claimed = claim.advice.reduce(Set<Finger>()) { $0.union($1.fingers) }
        if !named.isEmpty { part = part && !claimed.isEmpty && claimed.isSubset(of: named) }
        sizeError = errors.map { abs(abs($0) - claim.moment.error.value) }.min()
    }

    private mutating func judgeTurn(
        _ claim: CorrectionClaim, _ twin: TwinTruth, _ window: ClosedRange<Double>
    ) {
        guard let side = claim.hands.first, case .face(let way, let ofPalm)? = claim.advice.first?.advice,
            let (clean, faulty) = twin.directions(ofPalm: ofPalm, side, window)
        else { return }
        let (right, wrong) = (Self.degrees(way, clean), Self.degrees(way, faulty))
        direction = right <= 60 && right + 10 < wrong
        sizeError = abs(Self.degrees(clean, faulty) - claim.moment.error.value)
    }

    private mutating func judgeShift(
        _ claim: CorrectionClaim, _ twin: TwinTruth, _ window: ClosedRange<Double>
    ) {
        let ways = claim.hands.compactMap { side -> Double? in
            guard let shift = twin.shift(side, window) else { return nil }
            let outward = side == .left ? shift.x : -shift.x
            switch claim.advice.first?.advice {
            case .up: return shift.y
            case .down: return -shift.y
            case .left: return -shift.x
            case .right: return shift.x
            case .inward: return outward
            case .outward: return -outward
            default: return nil
            }
        }
        guard let least = ways.min(), ways.count == claim.hands.count else { return }
        direction = least >= 0.12
        sizeError = ways.map { abs($0 - claim.moment.error.value) }.min()
    }

    private static func degrees(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
        acos(min(max((a.unit * b.unit).sum(), -1), 1)) * 180 / .pi
    }
}
