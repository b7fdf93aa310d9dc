import Foundation
import Landmarks
import Scoring
import SyntheticSigner

/// A correction as a learner reads it: parsed from the words of its message.
struct CorrectionClaim {
    /// The requested change.
    enum Advice: Hashable {
        case up, down, left, right, inward, outward
        case straighten, bend
        case thumbOut, thumbIn
        /// The direction that the palm should face or the fingers point: x to the signer's left, y down, z
        /// away from the camera.
        case face(SIMD3<Double>, ofPalm: Bool)
        /// A turn as in the reference, without a named direction.
        case turn
        case slower, faster, larger, smaller, otherWay, again, useHand
    }

    let moment: Feedback.Moment
    let hands: Set<Handedness>
    /// The requested changes and their fingers; no finger means the whole hand.
    let advice: [(advice: Advice, fingers: Set<Finger>)]

    init(_ moment: Feedback.Moment) {
        self.moment = moment
        let part = moment.bodyPart
        hands =
            part.contains("both")
            ? [.left, .right] : part.contains("left") ? [.left] : [.right]
        advice = Self.read(moment.message)
    }

    private static func read(_ message: String) -> [(Advice, Set<Finger>)] {
        let text = message.lowercased()
        if text.contains("slow") { return [(.slower, [])] }
        if text.contains("faster") { return [(.faster, [])] }
        if text.contains("needs both hands") { return [(.useHand, [])] }
        if text.contains("other way") { return [(.otherWay, [])] }
        if text.hasPrefix("repeat") { return [(.again, [])] }
        if text.contains("larger") { return [(.larger, [])] }
        if text.contains("smaller") { return [(.smaller, [])] }
        if text.hasPrefix("raise") { return [(.up, [])] }
        if text.hasPrefix("lower") { return [(.down, [])] }
        if text.hasPrefix("move") {
            if text.contains("closer together") { return [(.inward, [])] }
            if text.contains("further apart") { return [(.outward, [])] }
            if text.contains("to your left") { return [(.left, [])] }
            if text.contains("to your right") { return [(.right, [])] }
        }
        if text.hasPrefix("turn"), text.contains("as in the reference") { return [(.turn, [])] }
        if text.hasPrefix("turn") {
            let ofPalm = !text.contains("fingers point")
            let marker = ofPalm ? "face" : "point"
            let target = text.components(separatedBy: marker).last ?? ""
            let ways: [(String, SIMD3<Double>)] = [
                ("up", SIMD3(0, -1, 0)), ("down", SIMD3(0, 1, 0)), ("left", SIMD3(1, 0, 0)),
                ("right", SIMD3(-1, 0, 0)), ("camera", SIMD3(0, 0, -1)), ("you.", SIMD3(0, 0, 1)),
                ("you,", SIMD3(0, 0, 1)),
            ]
            let way = ways.filter { target.contains($0.0) }.reduce(SIMD3<Double>()) { $0 + $1.1 }
            return [(.face(way.unit, ofPalm: ofPalm), [])]
        }
        // A message may ask for several changes; each clause begins with its verb.
        let clauses = text.replacing(" and bend", with: ".bend").split { ":.".contains($0) }
        var read: [(Advice, Set<Finger>)] = []
        for clause in clauses {
            let fingers = Set(
                Finger.allCases.filter { clause.contains($0 == .pinky ? "little" : $0.name) })
            if clause.contains("thumb"), clause.contains(" out ") {
                read.append((.thumbOut, [.thumb]))
            } else if clause.contains("thumb"), clause.contains(" in,") {
                read.append((.thumbIn, [.thumb]))
            } else if clause.contains("straighten") || clause.contains("open your") {
                read.append((.straighten, fingers))
            } else if clause.contains("bend") || clause.contains("close your") {
                read.append((.bend, fingers))
            }
        }
        return read
    }
}
