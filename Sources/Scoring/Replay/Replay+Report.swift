import SigningSpace

extension Replay.Sign {
    /// The replay of a judged attempt beside its nearest take. O(frames · points), and one more alignment.
    init(_ report: AttemptReport) {
        let form = report.judgement.form
        let way = ReplayPath(form.aligned, besideTake: report.comparison.nearest.place)
        let strips = DeviationStrips(form, report.judgement, along: way)
        gloss = report.sign.gloss
        attempt = FigureTracks(report.attempt.clip)
        let take = report.sign.takes[way.take]
        reference = FigureTracks(take.clip, signer: take.signer)
        path = way.steps.map { [$0.attempt, $0.take] }
        deviation = Dictionary(
            uniqueKeysWithValues: strips.values.map { channel, values in
                (channel.rawValue, values.map { $0.map { Double($0).rounded(toDecimals: 2) } })
            })
        moments = report.findings.map { finding in
            let (steps, peak) = strips.place(of: finding)
            let marks = MomentMarks(
                form.aligned.attempt, way.motion, report.attempt.clip, take.clip, at: way.steps[peak])
            return Replay.Moment(
                steps: [steps.lowerBound, steps.upperBound - 1], peak: peak,
                marks: marks.marks(finding))
        }
    }
}

/// The warping path of a replay, over the whole of attempt and take.
///
/// Over the sign itself it is the path along which form was measured. Before and after, in the movement from and to rest, both
/// advance evenly.
struct ReplayPath {
    /// The take's index among the sign's takes.
    let take: Int
    /// The take.
    let motion: SignMotion
    let steps: [AlignedTakes.Step]
    /// The steps of the sign itself.
    let core: Range<Int>

    /// - Parameter place: the index of the take; where form could not be aligned with it, another one is taken.
    /// - Precondition: form was aligned with a take.
    init(_ aligned: AlignedTakes, besideTake place: Int) {
        let index = aligned.places.firstIndex(of: place) ?? 0
        take = aligned.places[index]
        motion = aligned.takes[index]
        let measured = aligned.steps(with: index)
        let (own, other) = (aligned.attempt.core, motion.core)
        let before = Self.even(0..<own.lowerBound, 0..<other.lowerBound)
        let after = Self.even(
            own.upperBound..<aligned.attempt.nose.count, other.upperBound..<motion.nose.count)
        steps = before + measured + after
        core = before.count..<before.count + measured.count
    }

    /// Advances over both ranges evenly. Where one is empty, the other is passed at the nearest frame of the first.
    private static func even(_ own: Range<Int>, _ other: Range<Int>) -> [AlignedTakes.Step] {
        let count = max(own.count, other.count)
        func frame(_ range: Range<Int>, _ step: Int) -> Int {
            range.isEmpty
                ? (range.lowerBound > 0 ? range.lowerBound - 1 : 0)
                : range.lowerBound + step * range.count / count
        }
        return (0..<count).map {
            AlignedTakes.Step(attempt: frame(own, $0), take: frame(other, $0), weight: 0)
        }
    }
}
