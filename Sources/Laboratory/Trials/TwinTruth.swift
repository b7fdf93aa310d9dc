import Foundation
import Landmarks
import SyntheticSigner

/// The change made by a fault, measured between the takes with and without it. Both are seen without detector
/// errors, and equal frames show the same moment of the performance.
///
/// The landmarks are measured independently of the engine, so that its errors of measurement show.
struct TwinTruth {
    /// The time of the sign, in seconds.
    let span: ClosedRange<Double>
    private let clean: [[Handedness: [SIMD3<Double>]]]
    private let faulty: [[Handedness: [SIMD3<Double>]]]
    private let times: [Double]
    private let dominant: Handedness

    init(_ trial: FaultTrial) {
        let faultyTake = trial.exactTake(withFault: true)
        let cleanTake = trial.exactTake(withFault: false)
        span = cleanTake.truth.start...max(cleanTake.truth.end, cleanTake.truth.start)
        dominant = cleanTake.truth.dominantHand
        clean = Self.hands(cleanTake.clip)
        faulty = Self.hands(faultyTake.clip)
        times = (0..<cleanTake.clip.frameCount).map { cleanTake.clip.time(ofFrame: $0) }
    }

    /// The root mean square displacement of both hands' landmarks, in shoulder widths.
    var handsMoved: Double {
        var sum = 0.0
        var count = 0.0
        for frame in frames(in: span) {
            for side in Handedness.allCases {
                guard let a = clean[frame][side], let b = faulty[frame][side] else { continue }
                for (p, q) in zip(a, b) {
                    sum += (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)
                    count += 1
                }
            }
        }
        return count > 0 ? (sum / count).squareRoot() : 0
    }

    /// The share, 0–1, of the sign in which the faulty take shows the dominant hand.
    var seenShare: Double {
        let frames = frames(in: span)
        return Double(frames.count { faulty[$0][dominant] != nil }) / Double(max(frames.count, 1))
    }

    /// The displacement of the dominant hand from start to end in the picture, in shoulder widths.
    var netWay: Double {
        let seen = frames(in: span).compactMap { clean[$0][dominant].map(Self.palm) }
        guard let first = seen.first, let last = seen.last else { return 0 }
        return ((first.x - last.x) * (first.x - last.x) + (first.y - last.y) * (first.y - last.y))
            .squareRoot()
    }

    /// The share of the dominant hand's displacement that the faulty take keeps: 1 all, below 0 the opposite
    /// direction.
    var wayKept: Double {
        func way(_ hands: [[Handedness: [SIMD3<Double>]]]) -> SIMD3<Double> {
            let seen = frames(in: span).compactMap { hands[$0][dominant].map(Self.palm) }
            guard let first = seen.first, let last = seen.last else { return SIMD3() }
            return SIMD3(last.x - first.x, last.y - first.y, 0)
        }
        let wanted = way(clean)
        return wanted.size > 0 ? (way(faulty) * wanted).sum() / (wanted * wanted).sum() : 1
    }

    /// The mean displacement of a hand's palm by the fault, x to the signer's left, y down, in shoulder
    /// widths.
    func shift(_ side: Handedness, _ window: ClosedRange<Double>) -> SIMD3<Double>? {
        mean(window) { frame in
            guard let a = clean[frame][side], let b = faulty[frame][side] else { return nil }
            return Self.palm(b) - Self.palm(a)
        }
    }

    /// The excess bend of a finger, in degrees over its joints.
    func bend(_ finger: Finger, _ side: Handedness, _ window: ClosedRange<Double>) -> Double? {
        mean(window) { frame in
            guard let a = clean[frame][side], let b = faulty[frame][side] else { return nil }
            return SIMD3(Self.bend(finger, b) - Self.bend(finger, a), 0, 0)
        }?.x
    }

    /// The excess distance of the thumb's tip from the little finger's knuckle, in palm lengths.
    func thumbReach(_ side: Handedness, _ window: ClosedRange<Double>) -> Double? {
        mean(window) { frame in
            guard let a = clean[frame][side], let b = faulty[frame][side] else { return nil }
            func reach(_ hand: [SIMD3<Double>]) -> Double {
                (hand[4] - hand[17]).size / (hand[9] - hand[0]).size
            }
            return SIMD3(reach(b) - reach(a), 0, 0)
        }?.x
    }

    /// The directions that the palm faces or the fingers point, without and with the fault: unit vectors, x
    /// to the signer's left, y down, z away from the camera.
    func directions(
        ofPalm: Bool, _ side: Handedness, _ window: ClosedRange<Double>
    ) -> (clean: SIMD3<Double>, faulty: SIMD3<Double>)? {
        func direction(_ hand: [SIMD3<Double>]) -> SIMD3<Double> {
            guard ofPalm else { return (hand[9] - hand[0]).unit }
            let normal = (hand[5] - hand[0]).cross(hand[17] - hand[0]).unit
            return side == .left ? normal * -1 : normal
        }
        guard let a = mean(window, { clean[$0][side].map(direction) }),
            let b = mean(window, { faulty[$0][side].map(direction) })
        else { return nil }
        return (a.unit, b.unit)
    }

    private func frames(in window: ClosedRange<Double>) -> [Int] {
        times.indices.filter { window.contains(times[$0]) && $0 < clean.count && $0 < faulty.count }
    }

    private func mean(_ window: ClosedRange<Double>, _ value: (Int) -> SIMD3<Double>?) -> SIMD3<Double>? {
        let values = frames(in: window).compactMap(value)
        return values.isEmpty ? nil : values.reduce(SIMD3(), +) / Double(values.count)
    }

    private static func palm(_ hand: [SIMD3<Double>]) -> SIMD3<Double> {
        (hand[0] + hand[5] + hand[9] + hand[13] + hand[17]) / 5
    }

    private static func bend(_ finger: Finger, _ hand: [SIMD3<Double>]) -> Double {
        let base = finger.baseLandmark
        let chain = [hand[0], hand[base], hand[base + 1], hand[base + 2], hand[base + 3]]
        return (1...3).reduce(0) { sum, joint in
            let (a, b) = ((chain[joint] - chain[joint - 1]).unit, (chain[joint + 1] - chain[joint]).unit)
            return sum + acos(min(max((a * b).sum(), -1), 1)) * 180 / .pi
        }
    }

    /// The factor by which the synthetic detector flattens a hand's depth.
    private static let flatness = 0.6

    /// The hands of every frame, in shoulder widths.
    private static func hands(_ clip: LandmarkClip) -> [[Handedness: [SIMD3<Double>]]] {
        let row = clip.layout.landmarkCount
        let height = 1 / clip.aspectRatio
        func point(_ frame: Int, _ landmark: Int) -> SIMD3<Double> {
            let at = (frame * row + landmark) * LandmarkClip.stride
            return SIMD3(
                Double(clip.values[at]), Double(clip.values[at + 1]) * height, Double(clip.values[at + 2]))
        }
        let body = clip.layout.range(of: .pose)?.lowerBound ?? 0
        return (0..<clip.frameCount).map { frame in
            var across = point(frame, body + 11) - point(frame, body + 12)
            across.z = 0
            let width = across.size
            var hands: [Handedness: [SIMD3<Double>]] = [:]
            for (side, part) in [(Handedness.left, LandmarkPart.leftHand), (.right, .rightHand)] {
                guard let range = clip.layout.range(of: part), clip.isPresent(part, frame: frame) else {
                    continue
                }
                hands[side] = range.map { landmark in
                    var place = point(frame, landmark)
                    place.z /= flatness
                    return place / width
                }
            }
            return hands
        }
    }
}

extension SIMD3<Double> {
    var size: Double { (self * self).sum().squareRoot() }
    var unit: SIMD3<Double> { size > 0 ? self / size : self }
    func cross(_ other: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(
            y * other.z - z * other.y,
            z * other.x - x * other.z,
            x * other.y - y * other.x)
    }
}
