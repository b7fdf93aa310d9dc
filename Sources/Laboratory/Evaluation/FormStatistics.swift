import Alignment
import Scoring
import Signify

/// What right attempts of a sign differ by in each measure of form: what tolerances are learned from.
package struct FormStatistics: Sendable {
    /// By measure: the distances of right attempts, in the measure's unit, those of the other hand over what its tolerances are
    /// wider by.
    package private(set) var distances: [FormMeasure: [Double]] = [:]

    /// The share of right attempts that a measure's tolerance holds. Of place, fingers and a movement that is too small, whose faults
    /// begin where right attempts end, it is less; of the others, whose gross faults are far beyond, it spares learners wrong
    /// corrections.
    package static func share(_ measure: FormMeasure) -> Double {
        switch measure {
        case .finger, .fingers: 0.975
        case .place, .smallness: 0.98
        case .pointing, .palm, .turning, .path: 0.995
        case .thumb, .largeness, .repetition: 0.9975
        }
    }

    /// No attempts.
    package init() {}

    /// Adds the attempts of some takes, beside their signers' own references and beside those of everybody else who signs the word
    /// alike: where identity accepts the attempt. One alignment a pair.
    ///
    /// - Parameter takes: of which 00 to 03 are references.
    package mutating func add(_ takes: RecordedTakes) {
        let references = Dictionary(grouping: takes.takes.filter(\.isReference), by: \.source.sign)
        let measured = Parallel.map(takes.takes.filter { !$0.isReference }) { attempt in
            [true, false].map { own -> [FormMeasure: [Double]] in
                let beside = references[attempt.source.sign, default: []].filter {
                    ($0.source.signer == attempt.source.signer) == own
                }.map(\.prepared)
                guard !beside.isEmpty, own || Self.isAlike(attempt.prepared, beside) else { return [:] }
                return FormDistances.measured(attempt.prepared, beside: beside)
            }
        }
        for distances in measured.joined() {
            for (measure, values) in distances { self.distances[measure, default: []] += values }
        }
    }

    private static func isAlike(_ attempt: PreparedTake, _ takes: [PreparedTake]) -> Bool {
        let sign = ReferenceSign(gloss: "", takes: takes, calibration: .uncalibrated)
        return (try? WordScorer().distance(attempt, to: sign)).map { $0 <= 1 } ?? false
    }

    /// The distance that ``share(_:)`` of the attempts stays within; `nil` where none shows the measure.
    package func tolerance(_ measure: FormMeasure) -> Double? {
        guard let sorted = distances[measure]?.sorted(), !sorted.isEmpty else { return nil }
        return sorted[Int(Double(sorted.count - 1) * Self.share(measure))]
    }
}
