import Alignment
import Evaluation
import Landmarks
import Scoring

/// The accuracy of sentence and freestyle mode on recordings with known signs.
struct SequenceEvaluation: Sendable {
    /// The largest error of a right boundary, in seconds.
    static let tolerance = 0.15

    /// The results of one recording.
    private struct Outcome: Sendable {
        var name: String
        var signs = 0
        var seconds = 0.0
        /// Errors in seconds, found minus true.
        var starts: [Double] = []
        var ends: [Double] = []
        /// Signs with both boundaries right.
        var placed = 0
        /// Signs reported as missing or swapped.
        var lost: [String] = []
        var added: [String] = []
        var scores: [Double] = []
        var hits = 0
        /// Signs found with the right gloss and their middle inside the true time.
        var found = 0
        /// For each edit of the requested sentence, whether the feedback named it.
        var edits: [SequenceEdit: Bool] = [:]
        var spotted = 0
        /// Seconds from a sign's end until it was returned.
        var waits: [Double] = []
        var misses: [String] = []
        var alarms: [String] = []
    }

    private let outcomes: [Outcome]

    /// Runs both modes over the trials, each against the signs of `models`.
    init(_ trials: [SequenceTrial], models: [SignModel], threads: Int = Parallel.processors) throws {
        let results = Parallel.map(trials, threads: threads) { trial in
            Result { try Self.outcome(of: trial, models: models) }
        }
        outcomes = try results.map { try $0.get() }
    }

    init(_ parts: [SequenceEvaluation]) { outcomes = parts.flatMap(\.outcomes) }

    private static func outcome(of trial: SequenceTrial, models: [SignModel]) throws -> Outcome {
        var outcome = Outcome(name: trial.name)
        outcome.signs = trial.truths.count
        outcome.seconds = trial.clip.frameCount > 0 ? trial.clip.time(ofFrame: trial.clip.frameCount - 1) : 0
        let sentence = trial.truths.compactMap { truth in models.first { $0.sign.gloss == truth.gloss } }
        let attempt = try PreparedTake(stretch: trial.clip)
        let feedback = try SentenceScorer().score(attempt, against: sentence, library: models)
        for (truth, sign) in zip(trial.truths, feedback.signs ?? []) {
            outcome.scores.append(sign.score)
            if sign.status != .ok { outcome.lost.append("\(sign.gloss)→\(sign.seen ?? "-")") }
            guard sign.status == .ok, let start = sign.startS, let end = sign.endS else { continue }
            outcome.starts.append(start - truth.start)
            outcome.ends.append(end - truth.end)
            if abs(start - truth.start) <= tolerance, abs(end - truth.end) <= tolerance {
                outcome.placed += 1
            }
        }
        outcome.added = (feedback.added ?? []).map { "\($0.gloss)@\($0.startS)" }

        for edit in SequenceEdit.allCases {
            outcome.edits[edit] = try edit.isNamed(in: trial, attempt: attempt, models: models)
        }

        let spotted = try StreamSpotter.signs(in: trial.clip, models: models)
        outcome.spotted = spotted.count
        outcome.waits = spotted.map { $0.known - $0.end }
        var open = Array(trial.truths.indices)
        outcome.found = trial.truths.count { truth in
            spotted.contains {
                $0.gloss == truth.gloss && (truth.start...truth.end).contains(($0.start + $0.end) / 2)
            }
        }
        for sign in spotted {
            let hit = open.firstIndex {
                let truth = trial.truths[$0]
                return truth.gloss == sign.gloss
                    && overlap(truth.start...truth.end, sign.start...Swift.max(sign.start, sign.end)) >= 0.5
            }
            if let hit {
                open.remove(at: hit)
                outcome.hits += 1
            } else {
                outcome.alarms.append("\(sign.gloss)@\(sign.start)–\(sign.end)")
            }
        }
        outcome.misses = open.map {
            "\(trial.truths[$0].gloss)@\(trial.truths[$0].start)–\(trial.truths[$0].end)"
        }
        return outcome
    }

    /// Temporal intersection over union.
    private static func overlap(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Double {
        let common = Swift.min(a.upperBound, b.upperBound) - Swift.max(a.lowerBound, b.lowerBound)
        let union = Swift.max(a.upperBound, b.upperBound) - Swift.min(a.lowerBound, b.lowerBound)
        return union > 0 ? Swift.max(common, 0) / union : 0
    }

    var report: SequenceReport {
        func sum(_ value: (Outcome) -> Int) -> Int { outcomes.reduce(0) { $0 + value($1) } }
        func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
        func quantile(_ values: [Double], _ share: Double) -> Double {
            let sorted = values.sorted()
            return sorted.isEmpty ? 0 : sorted[Swift.min(Int(Double(sorted.count) * share), sorted.count - 1)]
        }
        let starts = outcomes.flatMap(\.starts)
        let ends = outcomes.flatMap(\.ends)
        let waits = outcomes.flatMap(\.waits)
        let sizes = (starts + ends).map(abs)
        let (hits, spotted, signs) = (sum(\.hits), sum(\.spotted), sum(\.signs))
        let (precision, recall) = (share(hits, spotted), share(hits, signs))
        let seconds = outcomes.reduce(0) { $0 + $1.seconds }
        return SequenceReport(
            sentences: outcomes.count, signs: signs, seconds: seconds,
            signsPlaced: share(sum(\.placed), signs), signsLost: share(sum(\.lost.count), signs),
            falselyAdded: sum(\.added.count),
            boundariesPlaced: share(sizes.count { $0 <= Self.tolerance }, 2 * signs),
            errorMedian: quantile(sizes, 0.5), error90: quantile(sizes, 0.9), error95: quantile(sizes, 0.95),
            startBias: quantile(starts, 0.5), endBias: quantile(ends, 0.5),
            meanScore: outcomes.flatMap(\.scores).reduce(0, +) / Double(Swift.max(signs, 1)),
            precision: precision, recall: recall,
            found: share(sum(\.found), signs),
            named: SequenceEdit.allCases.map { edit in
                share(outcomes.count { $0.edits[edit] ?? false }, outcomes.count)
            },
            f1: precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
            waitMedian: quantile(waits, 0.5), wait95: quantile(waits, 0.95),
            alarmsPerMinute: seconds > 0 ? Double(spotted - hits) / seconds * 60 : 0)
    }

    /// One line per recording with an error.
    var troubles: [String] {
        outcomes.compactMap { outcome in
            let far = zip(outcome.starts, outcome.ends).enumerated().filter {
                abs($0.element.0) > Self.tolerance || abs($0.element.1) > Self.tolerance
            }.map { "#\($0.offset) \(TableText.number($0.element.0))/\(TableText.number($0.element.1))" }
            let parts = [
                ("bounds", far), ("lost", outcome.lost), ("added", outcome.added),
                ("missed", outcome.misses), ("alarms", outcome.alarms),
            ].filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
            return parts.isEmpty ? nil : "\(outcome.name) | \(parts.joined(separator: "; "))"
        }
    }
}
