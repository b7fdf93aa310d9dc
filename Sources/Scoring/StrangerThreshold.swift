import Alignment
import Foundation

/// The threshold for people of whom a sign has no take.
///
/// How much such people differ from a sign's signers depends on the sign language, on teaching and on cameras, which a
/// library shows: the takes of each signer are tried as attempts at the same signs by others. Where it has few signs
/// by several signers, the threshold learned from recordings weighs more.
public struct StrangerThreshold: Sendable, Hashable, Codable {
    /// A distance divided by the sign's typical distance and by the attempt's level, at which right attempts are
    /// refused as often as wrong ones are accepted beside takes by one signer. Beside takes by several, fewer right
    /// attempts are refused.
    public var threshold: Double
    /// The equal error rate, 0–1.
    public var errors: Double
    /// The number of signs by several signers that it was measured with; 0 if it is the learned one.
    public var signs: Int

    /// The threshold learned from recordings.
    public static let learned = StrangerThreshold(
        threshold: LearnedConstants.strangerThreshold, errors: LearnedConstants.strangerErrors, signs: 0)

    init(threshold: Double, errors: Double, signs: Int) {
        (self.threshold, self.errors, self.signs) = (threshold, errors, signs)
    }

    /// The largest number of signs that a library is measured with.
    static let mostSigns = 32
    /// The largest number of signers of each sign, and of takes by each, that a library is measured with.
    static let (mostSigners, mostTakes) = (3, LibraryCalibration.takesEach)
    /// Two signers make different signs under one gloss if a smaller share of the other signs are farther than
    /// their own, averaged over their takes. By chance it is a half.
    package static let variantShare = 0.75

    /// The takes of a sign that a library is measured with, in their order: up to two by each of the first three
    /// signers. The first two takes are always among them: those that represent the sign in a cohort.
    ///
    /// - Parameter signer: of a take.
    public static func sample<Take>(_ takes: [Take], signer: (Take) -> String) -> [Take] {
        var counts: [String: Int] = [:]
        return takes.filter { take in
            let name = signer(take)
            guard counts[name] != nil || counts.count < mostSigners else { return false }
            counts[name, default: 0] += 1
            return counts[name, default: 0] <= mostTakes
        }
    }

    /// Measures a library by up to 32 of its signs that have several signers, evenly spread. O(signs²) alignments.
    ///
    /// - Parameter signs: the takes of each sign.
    public init(_ signs: [[ComparedTake]]) {
        let several = signs.map { takes in Self.sample(takes) { $0.signer } }
            .filter { Set($0.map(\.signer)).count > 1 }
        let count = min(several.count, Self.mostSigns)
        let chosen = (0..<count).map { several[$0 * several.count / count] }
        let trials = StrangerTrials(chosen)
        guard let equal = trials.equalError else {
            self = .learned
            return
        }
        let weight = Double(count) / (Double(count) + ScoringConstants.priorSigns)
        threshold = exp(
            weight * log(LearnedConstants.trialsFactor * equal.distance)
                + (1 - weight) * log(LearnedConstants.strangerThreshold))
        errors = weight * equal.rate + (1 - weight) * LearnedConstants.strangerErrors
        self.signs = count
    }
}

/// The takes of a library as attempts at one another's signs.
private struct StrangerTrials {
    /// A signer's takes of a sign.
    private struct Entry {
        let sign: Int
        let takes: [ComparedTake]
        var signer: String { takes[0].signer }
    }

    private let entries: [Entry]
    private var right: [Double] = []
    private var wrong: [Double] = []

    /// O(takes · signers' signs) alignments.
    init(_ signs: [[ComparedTake]]) {
        entries = signs.enumerated().flatMap { sign, takes in
            Dictionary(grouping: takes, by: \.signer).sorted { $0.key < $1.key }
                .map { Entry(sign: sign, takes: $0.value) }
        }
        let distances = Self.distances(entries)
        let typical = Self.typical(entries, distances)
        var pairs: [(entries: [Int], share: Double, distance: Double)] = []
        for (place, entry) in entries.enumerated() {
            for row in distances[place] {
                let over = zip(row, typical).map { $0 / $1 }
                let strangers = entries.indices.filter { entries[$0].signer != entry.signer }
                for other in strangers where over[other].isFinite {
                    let apart = strangers.filter {
                        entries[$0].sign != entries[other].sign && over[$0].isFinite
                    }
                    let level = Cohort.level(apart.map { over[$0] })
                    let distance = over[other] / Cohort.leniency(level)
                    if entries[other].sign == entry.sign {
                        let farther = apart.count { over[$0] > over[other] }
                        let share = Double(farther) / Double(max(apart.count, 1))
                        pairs.append(([place, other].sorted(), share, distance))
                    } else {
                        wrong.append(distance)
                    }
                }
            }
        }
        for both in Dictionary(grouping: pairs, by: \.entries).values
        where both.reduce(0, { $0 + $1.share }) >= StrangerThreshold.variantShare * Double(both.count) {
            right += both.map(\.distance)
        }
    }

    /// By entry, then by its take: the distance of the take to the nearest take of each entry; infinite to its own entry,
    /// and to one that does not align with it.
    private static func distances(_ entries: [Entry]) -> [[[Double]]] {
        guard let all = try? TakeBounds(entries.flatMap(\.takes)) else { return entries.map { _ in [] } }
        return Parallel.map(Array(entries.indices)) { place in
            entries[place].takes.map { take in
                var bounds = ((try? all.least(to: take)) ?? [])[...]
                return entries.indices.map { other in
                    let own = bounds.prefix(entries[other].takes.count)
                    bounds = bounds.dropFirst(own.count)
                    guard other != place else { return .infinity }
                    let nearest = try? NearestTake(to: take, among: entries[other].takes, bounds: own)
                    return nearest?.distance ?? .infinity
                }
            }
        }
    }

    /// By entry: the typical distance of another sign's take to it, as ``SignCalibration`` has it.
    private static func typical(_ entries: [Entry], _ distances: [[[Double]]]) -> [Double] {
        entries.indices.map { place in
            let others = entries.indices.filter { entries[$0].sign != entries[place].sign }
            let seen = others.flatMap { other in distances[other].map { $0[place] } }.filter(\.isFinite)
            return SignCalibration.shrunk(
                seen.reduce(0, +) / Double(max(seen.count, 1)),
                over: Set(others.map { entries[$0].sign }).count,
                toward: LearnedConstants.typicalDistance)
        }
    }

    /// The distance at which right attempts are refused as often as wrong ones are accepted, and the mean of both
    /// rates there, which differ by less than one attempt's share; `nil` without right or wrong attempts. O(n log n).
    var equalError: (distance: Double, rate: Double)? {
        guard !right.isEmpty, !wrong.isEmpty else { return nil }
        var (refused, accepted) = (right.count, 0)
        var last = 0.0
        let all = right.map { (distance: $0, isRight: true) } + wrong.map { (distance: $0, isRight: false) }
        for trial in all.sorted(by: { $0.distance < $1.distance })
        where accepted * right.count < refused * wrong.count {
            last = trial.distance
            if trial.isRight { refused -= 1 } else { accepted += 1 }
        }
        let rates = (Double(refused) / Double(right.count), Double(accepted) / Double(wrong.count))
        return (last, (rates.0 + rates.1) / 2)
    }
}
