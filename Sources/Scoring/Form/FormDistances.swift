import SigningSpace

/// The distances of form alone, before any tolerance: what tolerances are learned from.
package enum FormDistances {
    /// How far an attempt is from a sign's takes in each measure, a value a hand; those of the other hand over what its tolerances
    /// are wider by. One alignment a take.
    package static func measured(_ attempt: PreparedTake, beside takes: [PreparedTake]) -> [FormMeasure:
        [Double]]
    {
        let form = FormComparison(SignMotion(attempt.clip), with: takes.map { SignMotion($0.clip) })
        var distances: [FormMeasure: [Double]] = [:]
        for part in HandMeasure.all {
            guard let distance = form.distance(part) else { continue }
            let width = part.role == .other ? FormConstants.otherHand : 1
            distances[part.measure, default: []].append(Double(distance.size) / width)
        }
        return distances
    }
}
