import Alignment
import SigningSpace

/// An attempt and a take side by side along their alignment: where corrections are read off.
struct AlignedPair {
    let attempt: PreparedTake
    let take: PreparedTake
    let path: WarpingPath

    /// What both sides show of a group at a step, in the group's own units; `nil` where either does not show it.
    func values(_ group: FeatureGroup, step: Int) -> (attempt: ArraySlice<Float>, take: ArraySlice<Float>)? {
        let pair = path.steps[step]
        guard attempt.measures.seen(group)[pair.attempt], take.measures.seen(group)[pair.reference] else {
            return nil
        }
        let width = group.width
        return (
            attempt.measures.values(group)[pair.attempt * width..<(pair.attempt + 1) * width],
            take.measures.values(group)[pair.reference * width..<(pair.reference + 1) * width]
        )
    }

    /// The part of the alignment in which an error is large.
    struct Window {
        /// Steps from the first to the last.
        var steps: ClosedRange<Int>
        /// The mean error in it, weighted as the path is.
        var mean: Float
    }

    /// The run of steps, around the largest error that goes the way the whole sign errs, in which the error keeps its
    /// sign and at least half that size. Steps without an error (a part not seen) end the run.
    ///
    /// `nil` where there is none, where it is shorter than 0.1 s of the attempt, or where errors one way and the other
    /// cancel out to less than half of `tolerance` over the sign: then the two are out of step, and a correction
    /// either way would be wrong.
    func window(tolerance: Float, _ error: (Int) -> Float?) -> Window? {
        let errors = path.steps.indices.map(error)
        let overall = mean(errors, in: errors.indices)
        guard abs(overall) >= tolerance / 2,
            let peak = errors.indices.max(by: { along(overall, errors[$0]) < along(overall, errors[$1]) }),
            let largest = errors[peak]
        else { return nil }
        func belongs(_ step: Int) -> Bool {
            guard errors.indices.contains(step), let value = errors[step] else { return false }
            return (value > 0) == (largest > 0) && abs(value) >= abs(largest) / 2
        }
        var (first, last) = (peak, peak)
        while belongs(first - 1) { first -= 1 }
        while belongs(last + 1) { last += 1 }
        guard path.steps[last].attempt - path.steps[first].attempt >= 3 else { return nil }
        return Window(steps: first...last, mean: mean(errors, in: first..<last + 1))
    }

    /// How large an error is in the direction of `overall`.
    private func along(_ overall: Float, _ error: Float?) -> Float {
        (error ?? 0) * (overall < 0 ? -1 : 1)
    }

    /// The mean of the errors there are, weighted as the path is; 0 where there are none.
    private func mean(_ errors: [Float?], in steps: Range<Int>) -> Float {
        var sum: Float = 0
        var weight: Float = 0
        for step in steps {
            guard let error = errors[step] else { continue }
            sum += Float(path.weight(ofStep: step)) * error
            weight += Float(path.weight(ofStep: step))
        }
        return weight > 0 ? sum / weight : 0
    }

    /// When a window is: in the attempt from–to, and its middle in the take, in seconds of each recording.
    func times(_ steps: ClosedRange<Int>) -> (start: Double, end: Double, reference: Double) {
        let middle = path.steps[(steps.lowerBound + steps.upperBound) / 2]
        return (
            attempt.clip.time(ofFrame: path.steps[steps.lowerBound].attempt),
            attempt.clip.time(ofFrame: path.steps[steps.upperBound].attempt),
            take.clip.time(ofFrame: middle.reference)
        )
    }

    /// The signer's own side of a role, as a word of a sentence.
    func side(_ role: HandRole) -> String { attempt.clip.side(of: role).rawValue }

    /// A correction as the feedback contract has it. `severity` is how many times `tolerance` the error is, from 0
    /// at once to 1 at three times.
    func moment(
        _ window: Window, channel: Channel, bodyPart: String, tolerance: Float, unit: String, decimals: Int,
        message: String
    ) -> Feedback.Moment {
        let (start, end, reference) = times(window.steps)
        let size = Double(abs(window.mean))
        let severity = min(max((size / Double(tolerance) - 1) / 2, 0), 1)
        return Feedback.Moment(
            startS: start.rounded(toDecimals: 2), endS: end.rounded(toDecimals: 2),
            referenceS: reference.rounded(toDecimals: 2), bodyPart: bodyPart, channel: channel.rawValue,
            severity: severity.rounded(toDecimals: 2),
            error: .init(value: size.rounded(toDecimals: decimals), unit: unit), message: message)
    }
}

extension Double {
    /// Rounded half away from zero to a number of decimals.
    func rounded(toDecimals decimals: Int) -> Double {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
