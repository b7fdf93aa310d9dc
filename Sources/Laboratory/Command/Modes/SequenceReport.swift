import Evaluation

/// The figures of a ``SequenceEvaluation``.
struct SequenceReport: Encodable, Sendable {
    let sentences: Int
    let signs: Int
    let seconds: Double
    /// The share of signs with both boundaries within ``SequenceEvaluation/tolerance``.
    let signsPlaced: Double
    /// The share of signed signs that were reported as missing or swapped.
    let signsLost: Double
    /// The number of signs wrongly reported as added.
    let falselyAdded: Int
    /// The share of boundaries within the tolerance; boundaries of lost signs count as wrong.
    let boundariesPlaced: Double
    /// Quantiles of the boundary errors of found signs, in seconds.
    let errorMedian: Double
    let error90: Double
    let error95: Double
    /// Medians of found minus true, in seconds.
    let startBias: Double
    let endBias: Double
    let meanScore: Double
    /// Freestyle mode: the right gloss with a temporal intersection over union of at least 0.5.
    let precision: Double
    let recall: Double
    /// The share of signs with an occurrence whose middle is inside the true time.
    let found: Double
    /// By ``SequenceEdit``: the share of sentences in which the feedback named it and nothing else.
    let named: [Double]
    let f1: Double
    /// Seconds from a sign's end until it was certain.
    let waitMedian: Double
    let wait95: Double
    let alarmsPerMinute: Double

    enum CodingKeys: String, CodingKey {
        case sentences, signs, seconds, precision, recall, found, named, f1
        case signsPlaced = "signs_placed"
        case signsLost = "signs_lost"
        case falselyAdded = "falsely_added"
        case boundariesPlaced = "boundaries_placed"
        case errorMedian = "boundary_error_median_s"
        case error90 = "boundary_error_p90_s"
        case error95 = "boundary_error_p95_s"
        case startBias = "start_bias_s"
        case endBias = "end_bias_s"
        case meanScore = "mean_score"
        case waitMedian = "wait_median_s"
        case wait95 = "wait_p95_s"
        case alarmsPerMinute = "false_alarms_per_minute"
    }

    static let header =
        "                            signs  bounds  placed  med_s  p90_s  p95_s   bias_s        lost added  score  missing "
        + "added swapped  precis. recall    F1  found   wait    p95 alarms/min"

    func row(_ name: String) -> String {
        func number(_ value: Double, _ decimals: Int, _ width: Int) -> String {
            TableText.aligned(TableText.number(value, decimals: decimals), width)
        }
        let place = [
            number(boundariesPlaced, 3, 8), number(signsPlaced, 3, 8), number(errorMedian, 3, 7),
            number(error90, 3, 7), number(error95, 3, 7), number(startBias, 2, 8), number(endBias, 2, 6),
        ]
        let sentence =
            [number(signsLost, 3, 7), TableText.aligned("\(falselyAdded)", 5), number(meanScore, 1, 8)]
            + named.map { number($0, 3, 7) }
        let stream = [
            number(precision, 3, 9), number(recall, 3, 7), number(f1, 3, 7), number(found, 3, 7),
            number(waitMedian, 2, 7), number(wait95, 2, 7), number(alarmsPerMinute, 2, 8),
        ]
        return TableText.padded(name, 26) + TableText.aligned("\(signs)", 7)
            + (place + sentence + stream).joined()
    }
}
