import Foundation
import SigningSpace

/// Other signs that an attempt is compared with, besides the sign it is scored against.
///
/// Speaker verification calls this a test-dependent cohort (adaptive symmetric normalisation; Matějka,
/// Novotný, Plchot, Burget, Sánchez & Černocký 2017, "Analysis of score normalization in multilingual speaker
/// recognition"). A recording that is far from every sign, because of its camera, light or signer, is judged
/// less strictly than a recording that is near another sign. The cohort is chosen when a sign is calibrated,
/// and stored with the sign.
public struct Cohort: Sendable {
    /// A sign of the cohort.
    public struct Member: Sendable {
        /// The gloss, as "HELLO".
        public let gloss: String
        /// The takes that represent the sign; at least one.
        public let takes: [ComparedTake]
        /// The typical distance of another sign's take to these takes.
        public let distance: Double

        /// Makes the takes' embeddings, so that their recordings are not kept.
        public init(gloss: String, takes: [ComparedTake], distance: Double) {
            for take in takes { _ = take.embedding }
            self.gloss = gloss
            self.takes = takes
            self.distance = distance
        }
    }

    /// Each sign once.
    public let members: [Member]

    public init(_ members: [Member]) { self.members = members }

    /// Loads the cohort that a calibration lists.
    ///
    /// - Parameter takes: returns a sign's takes by their identifiers; a sign without takes is left out.
    public init(
        _ signs: [SignCalibration.CohortSign],
        takes: (SignCalibration.CohortSign) throws -> [ComparedTake]
    ) rethrows {
        members = try signs.compactMap { sign in
            let takes = try takes(sign)
            return takes.isEmpty ? nil : Member(gloss: sign.sign, takes: takes, distance: sign.distance)
        }
    }

    /// No cohort: every attempt is at the typical level.
    public static let empty = Cohort([])

    /// Measures the distance of an attempt to each member. One alignment per take.
    ///
    /// - Parameter signers: the signers of the attempted sign. Only their takes can make another sign nearer:
    ///   with another signer's take, the person may be nearer rather than the sign.
    public func standing(of attempt: PreparedTake, amongSignsBy signers: Set<String>) -> Standing {
        var distances: [Double] = []
        var rivals: [(gloss: String, distance: Double)] = []
        let attempt = ComparedTake(attempt)
        for member in members {
            let compared = member.takes.compactMap { take in
                (try? TakeComparison(attempt, with: take)).map { (take.signer, $0.distance) }
            }
            guard let nearest = compared.min(by: { $0.1 < $1.1 }) else { continue }
            let distance = nearest.1 / member.distance
            distances.append(distance)
            if signers.contains(nearest.0) { rivals.append((member.gloss, distance)) }
        }
        return Standing(distances, rivals: rivals)
    }

    /// The mean distance of an attempt to its nearest cohort signs, where 1 is typical for another sign.
    /// Small cohorts are drawn toward the typical level; the result is at most 1.6 times that level.
    ///
    /// - Parameter distances: one for each sign of the cohort, divided by that sign's typical distance.
    public static func level(_ distances: [Double]) -> Double {
        let nearest = distances.sorted().prefix(nearestSigns(of: distances.count))
        return level(nearest: Array(nearest), of: distances.count)
    }

    /// The number of nearest signs that determine the level beside a cohort of some size.
    package static func nearestSigns(of signs: Int) -> Int {
        Int((Double(signs) * ScoringConstants.cohortShare).rounded(.up))
    }

    /// ``level(_:)`` from the nearest distances alone, for who has them already.
    ///
    /// - Parameters:
    ///   - nearest: ``nearestSigns(of:)`` of them, ascending.
    ///   - signs: the size of the cohort.
    package static func level(nearest: [Double], of signs: Int) -> Double {
        let mean = nearest.isEmpty ? 0 : nearest.reduce(0, +) / Double(nearest.count)
        let signs = Double(signs)
        let prior = ScoringConstants.priorSigns
        let typical = LearnedConstants.typicalLevel
        return min((signs * mean + prior * typical) / (signs + prior), ScoringConstants.leniency * typical)
    }

    /// The factor of a threshold for an attempt of some ``level(_:)``.
    static func leniency(_ level: Double) -> Double { pow(level, ScoringConstants.levelExponent) }
}
