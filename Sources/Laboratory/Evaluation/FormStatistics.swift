import Alignment
import Scoring
import Signify

/// The differences of right attempts in each measure of form; tolerances are learned from them.
package struct FormStatistics: Sendable {
    /// By measure: the distances of right attempts, in the measure's unit. Those of the other hand are
    /// divided by the factor of its tolerances.
    package private(set) var distances: [FormMeasure: [Double]] = [:]

    /// The share of right attempts within a measure's tolerance. It is smaller for place, fingers and small
    /// movements, whose faults begin where right attempts end. It is larger for the other measures, whose
    /// gross faults are far beyond: learners get fewer wrong corrections.
    package static func share(_ measure: FormMeasure) -> Double {
        switch measure {
        case .finger, .fingers: 0.975
        case .place, .smallness: 0.98
        case .pointing: 0.99
        case .palm, .turning, .path: 0.995
        case .thumb, .largeness, .repetition: 0.9975
        }
    }

    package init() {}

    /// Adds attempts, compared with their signers' own references and with those of all other signers of the
    /// same variant: if the attempt surely is of their sign. One alignment per pair.
    ///
    /// - Parameter takes: takes 00 to 03 are references.
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

    /// The largest distance, in thresholds of identity, of an attempt that surely is of others' sign. At the threshold
    /// itself many are variants, whose form is not that of the sign.
    private static let surely = 0.85

    private static func isAlike(_ attempt: PreparedTake, _ takes: [PreparedTake]) -> Bool {
        let sign = ReferenceSign(gloss: "", takes: takes, calibration: .uncalibrated)
        return (try? WordScorer().distance(attempt, to: sign)).map { $0 <= surely } ?? false
    }

    /// The distance that the ``share(_:)`` of attempts stays within, in the measure's unit; `nil` if no
    /// attempt shows the measure.
    package func tolerance(_ measure: FormMeasure) -> Double? {
        guard let sorted = distances[measure]?.sorted(), !sorted.isEmpty else { return nil }
        return sorted[Int(Double(sorted.count - 1) * Self.share(measure))]
    }
}
