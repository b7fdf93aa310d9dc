import Foundation
import Landmarks
import SigningSpace

/// A fault of known kind and size, inserted into the landmarks of a real take.
package enum GradedFault: Sendable, Hashable {
    /// The signing hand is this many shoulder widths too low.
    case handTooLow(Double)
    /// The signing hand is turned about its wrist in the picture, in degrees.
    case palmTurned(Double)
    /// The signing hand is turned about its own axis, so that the palm faces the opposite way.
    case palmFlipped
    /// Open fingers are closed and closed ones opened, by this share of the full change.
    case fingers(Double)
    /// The index finger alone is closed or opened fully.
    case indexFinger
    /// The movement of the signing hand about its mean place is multiplied by this.
    case smallMovement(Double)
    /// The signing hand is held at its middle frame.
    case frozen
    /// The other hand is never seen.
    case otherHandMissing

    /// Every kind at every size, in the order of the table.
    package static let all: [GradedFault] = [
        .handTooLow(0.25), .handTooLow(0.5), .handTooLow(1), .palmTurned(30), .palmTurned(60),
        .palmTurned(90),
        .palmFlipped, .fingers(0.5), .fingers(1), .indexFinger, .smallMovement(0.5), .smallMovement(0.25),
        .frozen,
        .otherHandMissing,
    ]

    /// The channel of its correction; `nil` for an unseen hand.
    package var channel: Channel? {
        switch self {
        case .handTooLow: .location
        case .palmTurned, .palmFlipped: .orientation
        case .fingers, .indexFinger: .handshape
        case .smallMovement, .frozen: .movement
        case .otherHandMissing: nil
        }
    }

    /// As "hand 0.5 shoulder widths too low".
    package var name: String {
        switch self {
        case .handTooLow(let size): "hand \(size) shoulder widths too low"
        case .palmTurned(let degrees): "palm turned in the picture by \(Int(degrees))°"
        case .palmFlipped: "palm flipped"
        case .fingers(let share): share < 1 ? "fingers half closed or opened" : "fingers closed or opened"
        case .indexFinger: "index finger closed or opened"
        case .smallMovement(let share): "movement \(share) of its size"
        case .frozen: "hand held still"
        case .otherHandMissing: "other hand unseen"
        }
    }

    /// Whether the change is a fault in this take, given the references of its sign.
    func fits(_ take: EditedTake, references: [EditedTake]) -> Bool {
        let all = [take] + references
        switch self {
        case .handTooLow, .palmTurned, .fingers, .indexFinger: return true
        case .palmFlipped: return Self.showsPalm(take[take.signing])
        case .smallMovement, .frozen: return all.allSatisfy { $0.travel($0.signing, middle: 0.5) >= 0.3 }
        case .otherHandMissing: return all.allSatisfy { min($0.share(.left), $0.share(.right)) > 0.6 }
        }
    }

    func apply(to take: EditedTake) -> EditedTake {
        var take = take
        let side = take.signing
        switch self {
        case .handTooLow(let size):
            let way = SIMD3(0, size * take.shoulderWidth, 0)
            take.move(side) { _, _ in way }
        case .palmTurned(let degrees):
            let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
            take.reshape(side) { hand in
                hand.map { point in
                    let v = point - hand[0]
                    return hand[0] + SIMD3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
                }
            }
        case .palmFlipped:
            take.reshape(side) { hand in
                var axis = hand[9] - hand[0]
                axis.z = 0
                axis = axis.unit
                return hand.map { point in
                    let v = point - hand[0]
                    let along = v.x * axis.x + v.y * axis.y
                    return SIMD3(
                        hand[0].x + 2 * along * axis.x - v.x, hand[0].y + 2 * along * axis.y - v.y, -point.z)
                }
            }
        case .fingers(let share): Self.bend([1, 2, 3, 4], by: share, side, of: &take)
        case .indexFinger: Self.bend([1], by: 1, side, of: &take)
        case .smallMovement(let share):
            let wrists = take[side].compactMap { $0?[0] }
            let middle = wrists.reduce(SIMD3(), +) / Double(max(wrists.count, 1))
            Self.shrink(to: share, about: middle, side, of: &take)
        case .frozen:
            let wrists = take[side].compactMap { $0?[0] }
            guard !wrists.isEmpty else { break }
            Self.shrink(to: 0, about: wrists[wrists.count / 2], side, of: &take)
        case .otherHandMissing: take.hands[side.opposite] = take[side].map { _ in nil }
        }
        return take
    }

    private static func shrink(
        to share: Double, about middle: SIMD3<Double>, _ side: Handedness, of take: inout EditedTake
    ) {
        take.move(side) { _, wrist in
            guard let wrist else { return SIMD3() }
            var way = (share - 1) * (wrist - middle)
            way.z = 0
            return way
        }
    }

    /// The landmarks of a finger by number (thumb 0), knuckle to tip.
    private static func points(_ finger: Int) -> (knuckle: Int, middle: Int, last: Int, tip: Int) {
        (1 + 4 * finger, 2 + 4 * finger, 3 + 4 * finger, 4 + 4 * finger)
    }

    /// Closes fingers that are mostly open through the take, and opens the others.
    private static func bend(
        _ fingers: [Int], by share: Double, _ side: Handedness, of take: inout EditedTake
    ) {
        let open = fingers.count { finger in
            let reaches = take[side].compactMap { hand -> Double? in
                guard let hand else { return nil }
                return (hand[points(finger).tip] - hand[0]).size
                    / max((hand[points(finger).knuckle] - hand[0]).size, 1e-9)
            }.sorted()
            return !reaches.isEmpty && reaches[reaches.count / 2] > 1.45
        }
        let closes = 2 * open >= fingers.count
        // The distance of each point beyond the knuckle, in lengths of the bone from wrist to knuckle.
        let goal = closes ? (0.35, 0.05, -0.30) : (0.45, 0.70, 0.95)
        take.reshape(side) { hand in
            var hand = hand
            for finger in fingers {
                let (knuckle, middle, last, tip) = points(finger)
                let bone = hand[knuckle] - hand[0]
                for (point, beyond) in [(middle, goal.0), (last, goal.1), (tip, goal.2)] {
                    hand[point] = (1 - share) * hand[point] + share * (hand[knuckle] + beyond * bone)
                }
            }
            return hand
        }
    }

    /// Whether the palm is mostly seen from the front or the back rather than edge-on.
    private static func showsPalm(_ hand: [[SIMD3<Double>]?]) -> Bool {
        let sides = hand.compactMap { hand -> Double? in
            guard let hand else { return nil }
            let (a, b) = (hand[5] - hand[0], hand[17] - hand[0])
            let lengths = (a.x * a.x + a.y * a.y).squareRoot() * (b.x * b.x + b.y * b.y).squareRoot()
            return (a.x * b.y - a.y * b.x) / max(lengths, 1e-9)
        }.sorted()
        return !sides.isEmpty && abs(sides[sides.count / 2]) >= 0.35
    }
}

extension GradedFault {
    /// A recording with the fault, without a check by `fits`; `nil` without a pose and both hands. O(frames).
    package func applied(to clip: LandmarkClip) -> LandmarkClip? {
        EditedTake(clip).map { apply(to: $0).recording }
    }
}
