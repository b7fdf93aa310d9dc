import Foundation
import Scoring
import Signify
import SigningSpace

/// `LearnedConstants.swift`: all scoring constants learned from takes, as source code.
package struct LearnedFile: Sendable {
    private let metric: SignMetric
    private let distance: Double
    private let alignedDistance: Double
    private let channelDistances: [String: Double]
    private let level: Double
    private let apart: Double
    private let ownThreshold: Double
    private let takesExponent: Double
    private let ownErrors: [(takes: Int, refused: Double, accepted: Double)]
    private let strangerThreshold: Double
    private let trialsFactor: Double
    private let strangerErrors: Double
    private let channelThresholds: [String: Double]
    private let formTolerances: [FormMeasure: Double]
    private let sources: String
    private let formSources: String

    /// Learns the metric from every take, and the other constants from attempts judged by a metric learned
    /// from other signers.
    ///
    /// The thresholds are at the equal error rate: the mean rate over sets of rejected right attempts equals that of
    /// accepted wrong ones. The typical values enter the distances with the weight of five signs, so the file settles
    /// in a second run after a rebuild.
    ///
    /// Thresholds and the tolerances of form are learned from the untidy sets too.
    package init(_ splits: SignerSplits) throws(AnalysisFailure) {
        metric = try splits.metric()
        var byTakes: [Int: [PairwiseScores]] = [:]
        for takes in [1, 2, 4] {
            for entry in splits.entries {
                byTakes[takes, default: []].append(
                    try splits.scoresLeavingOut(entry.takes, referenceTakes: takes, channels: takes == 4))
            }
        }
        let all = byTakes[4] ?? []
        let scores = Array(all.prefix(splits.tidy.count))
        let calibrations = scores.flatMap(\.calibrations.values)
        distance = Self.median(calibrations.map(\.distance))
        alignedDistance = Self.median(calibrations.map(\.aligned))
        level = Self.median(scores.flatMap(\.pairs).map(\.level))
        var channelDistances: [String: Double] = [:]
        for channel in Channel.allCases {
            channelDistances[channel.rawValue] = Self.median(
                calibrations.compactMap { $0.channels[channel.rawValue] })
        }
        self.channelDistances = channelDistances

        apart = Self.median(
            calibrations.flatMap { calibration in
                calibration.signers.values.compactMap { $0.apart.map { $0 / calibration.distance } }
            })
        let own = byTakes.sorted { $0.key < $1.key }.map {
            (takes: $0.key, errors: BalancedErrors($0.value, beside: [.own]))
        }
        ownErrors = own.map { takes, errors in
            let rates = errors.rates(at: 1)
            return (takes, rates.falseRejects, rates.falseAccepts)
        }
        ownThreshold = LearnedConstants.ownThreshold * (own.last?.errors.equalError.distance ?? 1)
        // Beside a rule the equal error may lie at the rule's distance, and beside one take at the strangers' threshold:
        // neither tells how takes change it.
        takesExponent =
            LearnedConstants.takesExponent
            - Self.slope(
                byTakes.filter { $0.key > 1 }.map { takes, scores in
                    let equal = BalancedErrors(scores.map(\.unruled), beside: [.own]).equalError
                    return (log(Double(takes)), log(equal.distance))
                })
        let strangers = BalancedErrors(all.map(\.unmeasured), beside: [.strangers]).equalError
        strangerThreshold = LearnedConstants.strangerThreshold * strangers.distance
        trialsFactor =
            LearnedConstants.trialsFactor * BalancedErrors(all, beside: [.strangers]).equalError.distance
        strangerErrors = strangers.rate
        let refused = BalancedErrors(scores).rates(at: 1).falseRejects
        let right = scores.flatMap { set in
            let variants = SignVariants(set.pairs)
            return set.pairs.filter { $0.isSame && !variants.hides($0) }
        }
        var channelThresholds: [String: Double] = [:]
        for channel in Channel.allCases {
            let sorted = right.compactMap { $0.channels[channel.rawValue] }.sorted()
            guard !sorted.isEmpty else { continue }
            let place = Int(Double(sorted.count - 1) * (1 - refused))
            channelThresholds[channel.rawValue] = LearnedConstants.threshold(channel) * sorted[place]
        }
        self.channelThresholds = channelThresholds
        var statistics = FormStatistics()
        for entry in splits.entries { statistics.add(entry.takes) }
        formTolerances = Dictionary(
            uniqueKeysWithValues: FormMeasure.allCases.map {
                ($0, statistics.tolerance($0) ?? LearnedConstants.formTolerance($0))
            })
        formSources = Self.names(splits.entries)
        sources = Self.names(splits.tidy)
    }

    private static func names(_ entries: [SignerSplits.Entry]) -> String {
        entries.map { entry in
            "\(entry.takes.takes.count) takes of \(entry.takes.signers.count) signers in \(entry.name)"
        }.joined(separator: ", ")
    }

    package var text: String {
        let channels = Channel.allCases
        func cases(_ values: [String: Double]) -> String {
            channels.map { "        case .\($0): \(Self.number(values[$0.rawValue] ?? 1))" }.joined(
                separator: "\n")
        }
        let projections = channels.compactMap { channel in
            metric.projections[channel].map { (channel, $0) }
        }
        return """
            // swift-format-ignore-file
            import SigningSpace

            /// The scoring constants learned from takes. `make learn` wrote this file by the method of `LearnedFile` and
            /// `MetricLearning`, from \(sources).
            package enum LearnedConstants {
                /// The typical distance of a take to the nearest take of another sign.
                package static let typicalDistance = \(Self.number(distance))
                /// The part of it that is between aligned frames.
                package static let typicalAlignedDistance = \(Self.number(alignedDistance))
                /// The typical ``Cohort/level(_:)``.
                package static let typicalLevel = \(Self.number(level))
                /// The typical distance of a signer's take to the nearest of their other takes of the sign, over the sign's
                /// typical distance.
                package static let typicalApart = \(Self.number(apart))
                /// The threshold at the equal error rate beside four takes by the attempt's signer: a distance divided by the
                /// sign's typical distance and the attempt's level.
                package static let ownThreshold = \(Self.number(ownThreshold))
                /// Beside n takes by the attempt's signer, it is multiplied by (n / 4)^(-exponent).
                package static let takesExponent = \(Self.number(takesExponent))
                /// The shares, 0–1, of right attempts refused and of wrong ones accepted beside a number of takes by the
                /// attempt's signer.
                package static let ownErrors = [
            \(ownErrors.map { "        (takes: \($0.takes), refused: \(Self.number($0.refused)), accepted: \(Self.number($0.accepted)))," }.joined(separator: "\n"))
                ]
                /// The threshold beside takes by one other signer.
                package static let strangerThreshold = \(Self.number(strangerThreshold))
                /// The threshold of attempts over that of a library's takes tried as attempts at one another's signs.
                package static let trialsFactor = \(Self.number(trialsFactor))
                /// The equal error rate, 0–1, beside takes by one other signer.
                package static let strangerErrors = \(Self.number(strangerErrors))

                /// The same as ``typicalDistance``, in one channel.
                package static func typicalDistance(_ channel: Channel) -> Double {
                    switch channel {
            \(cases(channelDistances))
                    }
                }

                /// The threshold of one channel: a distance divided by its typical distance. As many right attempts exceed it
                /// as exceed the sign's threshold.
                package static func threshold(_ channel: Channel) -> Double {
                    switch channel {
            \(cases(channelThresholds))
                    }
                }

                /// The tolerance of a measure of form, in its unit: the distance within which `FormStatistics.share(_:)` of right
                /// attempts stay, from \(formSources).
                package static func formTolerance(_ measure: FormMeasure) -> Double {
                    switch measure {
            \(FormMeasure.allCases.map { "        case .\($0.rawValue): \(Self.number(formTolerances[$0] ?? 1))" }.joined(separator: "\n"))
                    }
                }

                /// The projections of ``SignMetric/standard``.
                static let projections: [Channel: Projection] = [
            \(projections.map { "        .\($0.0): \($0.0)," }.joined(separator: "\n"))
                ]

            \(projections.map(Self.matrix).joined(separator: "\n\n"))
            }

            """
    }

    private static func matrix(_ channel: Channel, _ projection: Projection) -> String {
        let rows = (0..<projection.inputs).map { row in
            "        "
                + projection.values[row * projection.outputs..<(row + 1) * projection.outputs]
                .map { number(Double($0)) + "," }.joined(separator: " ")
        }
        return """
                private static let \(channel) = Projection(inputs: \(projection.inputs), outputs: \(projection.outputs), values: [
            \(rows.joined(separator: "\n"))
                ])
            """
    }

    /// Five significant digits: more do not change the figures.
    private static func number(_ value: Double) -> String {
        guard value != 0 else { return "0.0" }
        let digits = max(0, 4 - Int(log10(abs(value)).rounded(.down)))
        return String(format: "%.\(max(1, min(digits, 9)))f", value)
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 1 : values.sorted()[values.count / 2]
    }

    /// The slope of the least-squares line through some points.
    private static func slope(_ points: [(Double, Double)]) -> Double {
        let n = Double(points.count)
        let (x, y) = (points.reduce(0) { $0 + $1.0 } / n, points.reduce(0) { $0 + $1.1 } / n)
        let above = points.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
        let below = points.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
        return below > 0 ? above / below : 0
    }
}
