import SigningSpace

/// The distances of form before tolerances are applied; tolerances are learned from them.
package enum FormDistances {
    /// The distances of an attempt to a sign's takes in each measure and its unit, one value per hand. Values
    /// of the other hand are divided by ``FormConstants/otherHand``. One alignment per take.
    package static func measured(_ attempt: PreparedTake, beside takes: [PreparedTake]) -> [FormMeasure:
        [Double]]
    {
        let form = FormComparison(attempt.motion, with: takes.map(\.motion))
        var distances: [FormMeasure: [Double]] = [:]
        for part in HandMeasure.all {
            guard let distance = form.distance(part) else { continue }
            let width = part.role == .other ? FormConstants.otherHand : 1
            distances[part.measure, default: []].append(Double(distance.size) / width)
        }
        return distances
    }
}
