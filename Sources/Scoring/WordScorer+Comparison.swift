import Alignment
import SigningSpace

extension WordScorer {
    /// Signs to compare each of many attempts with. What does not depend on the attempt is computed once.
    package struct ComparedSigns: Sendable {
        /// In the given order.
        package let signs: [ReferenceSign]
        fileprivate let directions: [SignDirection?]
        fileprivate let bounds: TakeBounds
        /// By sign, the places of its takes among all takes.
        fileprivate let takes: [Range<Int>]

        /// O(frames · features) per take.
        ///
        /// - Throws: ``ScoringError`` if the takes are not of one metric.
        package init(_ signs: [ReferenceSign], threads: Int = Parallel.processors) throws(ScoringError) {
            self.signs = signs
            directions = Parallel.map(signs, threads: threads) { $0.direction }
            var count = 0
            takes = signs.map { sign in
                defer { count += sign.takes.count }
                return count..<count + sign.takes.count
            }
            do throws(AlignmentError) {
                bounds = try TakeBounds(signs.flatMap(\.compared))
            } catch {
                throw .alignment(error)
            }
        }

        /// Whether the takes of a sign agree on a direction.
        package func hasDirection(_ place: Int) -> Bool { directions[place] != nil }
    }

    /// An attempt compared with a sign, before its level is known. The evaluation combines many of these.
    package struct Comparison: Sendable {
        fileprivate let nearest: NearestTake
        fileprivate let calibration: SignCalibration
        /// The signer of the sign's nearest take.
        package let nearestSigner: String

        /// The distance divided by the typical distance of another sign.
        package var overTypical: Double { nearest.distance / calibration.distance }

        /// The distance divided by the sign's threshold, before the rules of rivals and of direction.
        package func unruled(beside standing: Cohort.Standing) -> Double {
            nearest.unruled(calibration.threshold, beside: standing)
        }

        /// Whether the distance is beyond the threshold for the attempt's direction alone.
        package func isRefusedByDirection(beside standing: Cohort.Standing) -> Bool {
            nearest.isBackwards && nearest.rival(calibration.threshold, beside: standing) == nil
                && unruled(beside: standing) <= 1
        }

        /// The distance divided by the sign's threshold.
        package func relative(beside standing: Cohort.Standing) -> Double {
            nearest.relative(calibration.threshold, beside: standing)
        }
    }

    /// Compares an attempt with the takes of each sign, without the cohorts. The result is the same as from aligning every
    /// take; one alignment for each take that can be its sign's nearest, and bounds for all.
    ///
    /// - Throws: ``ScoringError``.
    package func comparisons(
        _ attempt: PreparedTake, to compared: ComparedSigns
    ) throws(ScoringError) -> [Comparison] {
        do throws(AlignmentError) {
            let attempt = DirectedAttempt(attempt)
            let bounds = try compared.bounds.least(to: attempt.take)
            var comparisons: [Comparison] = []
            comparisons.reserveCapacity(compared.signs.count)
            for place in compared.signs.indices {
                let takes = compared.signs[place].compared
                var nearest = try NearestTake(
                    to: attempt.take, among: takes, bounds: bounds[compared.takes[place]])
                try nearest.lookForDirection(
                    of: attempt, beside: compared.directions[place], among: takes)
                comparisons.append(
                    Comparison(
                        nearest: nearest, calibration: compared.signs[place].calibration,
                        nearestSigner: takes[nearest.place].signer))
            }
            return comparisons
        } catch {
            throw .alignment(error)
        }
    }

    /// The distance in each channel that the attempt shows, divided by the channel's threshold, by ``Channel`` raw value.
    /// One alignment per take.
    ///
    /// - Throws: ``ScoringError``.
    package func channels(
        _ attempt: PreparedTake, at sign: ReferenceSign
    ) throws(ScoringError) -> [String: Double] {
        do throws(AlignmentError) {
            let comparison = try SignComparison(ComparedTake(attempt), with: sign.compared)
            return Dictionary(
                uniqueKeysWithValues: comparison.channels.map {
                    ($0.key.rawValue, sign.calibration.relative($0.value, in: $0.key))
                })
        } catch {
            throw .alignment(error)
        }
    }
}
