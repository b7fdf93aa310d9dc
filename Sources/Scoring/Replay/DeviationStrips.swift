import Foundation
import SigningSpace

/// The deviation of each channel along a replay, in tolerances.
///
/// A channel's strip shows when the measure that decides its score was off: the measure's difference in each pair of frames,
/// scaled so that the weighted mean is the channel's deviation in the judgement. Strip, score and correction are therefore one
/// measurement.
struct DeviationStrips {
    /// For each step of the replay; `nil` where the measure has no value.
    let values: [Channel: [Float?]]
    private let way: ReplayPath

    init(_ form: FormComparison, _ judgement: Judgement, along way: ReplayPath) {
        self.way = way
        values = judgement.deciding.reduce(into: [:]) { values, entry in
            let (channel, part) = entry
            guard let deviation = judgement.channels[channel] else { return }
            let differences = Self.differences(part, form.aligned.attempt, way)
            values[channel] = Self.scaled(differences, to: Float(deviation), way)
        }
    }

    /// The steps of a finding, and the one with its largest deviation.
    func place(of finding: Finding) -> (steps: Range<Int>, peak: Int) {
        let inside = way.core.filter { finding.frames.contains(way.steps[$0].attempt) }
        guard let first = inside.first, let last = inside.last else { return (way.core, way.core.lowerBound) }
        let strip = values[finding.channel] ?? []
        func size(_ step: Int) -> Float { strip.indices.contains(step) ? strip[step] ?? -1 : -1 }
        // Equal deviations are of the middle.
        let middle = (first + last) / 2
        let peak = inside.max { (size($0), -abs($0 - middle)) < (size($1), -abs($1 - middle)) } ?? middle
        return (first..<last + 1, peak)
    }

    /// The difference in each step, 0 or more, in any unit.
    private static func differences(_ part: HandMeasure, _ attempt: SignMotion, _ way: ReplayPath) -> [Float?]
    {
        let (own, other) = (attempt[part.role], way.motion[part.role])
        func postures(
            _ difference: (HandMotion.Posture, HandMotion.Posture) -> SIMD4<Float>
        ) -> [Float?] {
            alongMean(way) { step in
                guard let a = own.postures[step.attempt], let b = other.postures[step.take] else {
                    return nil
                }
                return difference(a, b)
            }
        }
        switch part.measure {
        case .place:
            return alongMean(way) { step in
                guard let a = own.places[step.attempt], let b = other.places[step.take] else { return nil }
                return SIMD4(a.x - b.x, a.y - b.y, 0, 0)
            }
        case .pointing:
            return postures { SIMD4($0.pointing - $1.pointing, 0) }
        case .palm:
            return postures { SIMD4($0.facing - $1.facing, 0) }
        case .finger, .fingers: return postures { $0.longReaches - $1.longReaches }
        case .thumb: return postures { SIMD4($0.thumbReach - $1.thumbReach, 0, 0, 0) }
        case .smallness, .largeness, .turning, .repetition, .path:
            return centred(own.places, other.places, way)
        }
    }

    /// The component of a difference along its weighted mean over the sign itself; 0 where it goes the other way.
    private static func alongMean(
        _ way: ReplayPath, _ difference: (AlignedTakes.Step) -> SIMD4<Float>?
    ) -> [Float?] {
        let all = way.steps.map(difference)
        var mean = SIMD4<Float>()
        for step in way.core { mean += way.steps[step].weight * (all[step] ?? .zero) }
        return all.map { $0.map { max(($0 * mean).sum(), 0) } }
    }

    /// The distances of two paths, each about its mean.
    private static func centred(
        _ own: [SIMD2<Float>?], _ other: [SIMD2<Float>?], _ way: ReplayPath
    ) -> [Float?] {
        let pairs = way.steps.map { step in
            own[step.attempt].flatMap { place in other[step.take].map { (place, $0) } }
        }
        let seen = pairs[way.core].compactMap(\.self)
        let (mean, otherMean) = (seen.map(\.0).mean, seen.map(\.1).mean)
        return pairs.map { $0.map { (($0.0 - mean) - ($0.1 - otherMean)).length } }
    }

    /// The differences of the sign itself, scaled to a weighted mean; the mean itself in every step if all are 0.
    private static func scaled(_ differences: [Float?], to mean: Float, _ way: ReplayPath) -> [Float?] {
        var (sum, weight) = (Float(0), Float(0))
        for step in way.core {
            guard let difference = differences[step] else { continue }
            sum += way.steps[step].weight * difference
            weight += way.steps[step].weight
        }
        return differences.indices.map { step in
            guard way.core.contains(step), let difference = differences[step] else { return nil }
            return sum > 0 ? difference * mean * weight / sum : mean
        }
    }
}
