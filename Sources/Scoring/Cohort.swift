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

    /// Measures an attempt's distances to the nearest members. The result is the same as from comparing every take.
    ///
    /// The embeddings' part is a lower bound of a distance, and costs a dot product. One alignment for each take
    /// whose bound leaves it among the nearest: every take of a cohort without embeddings.
    ///
    /// - Parameter signers: the signers of the attempted sign. Only their takes can make another sign nearer:
    ///   with another signer's take, the person may be nearer rather than the sign.
    public func standing(of attempt: PreparedTake, amongSignsBy signers: Set<String>) -> Standing {
        let attempt = ComparedTake(attempt)
        let bounds = members.map { $0.takes.map { attempt.leastDistance(to: $0) } }
        let least = zip(members, bounds).map { ($1.min() ?? 0) / $0.distance }
        var signs = members.count
        let most = Self.nearestSigns(of: signs)
        /// The nearest distances, ascending: as many as determine the level.
        var nearest: [Double] = []
        var rival: (place: Int, distance: Double)?
        for place in members.indices.sorted(by: { (least[$0], $0) < (least[$1], $1) }) {
            let member = members[place]
            let isLevel = nearest.count < most || nearest.last.map { least[place] <= $0 } ?? false
            let isRival =
                rival.map { least[place] <= $0.distance } ?? true
                && member.takes.contains { signers.contains($0.signer) }
            guard isLevel || isRival else { continue }
            guard let take = try? NearestTake(to: attempt, among: member.takes, bounds: bounds[place])
            else {
                // None of its takes can be aligned.
                signs -= 1
                continue
            }
            let distance = take.distance / member.distance
            nearest.insert(distance, at: nearest.firstIndex { distance < $0 } ?? nearest.endIndex)
            nearest.removeLast(max(nearest.count - most, 0))
            if signers.contains(member.takes[take.place].signer),
                rival.map({ (distance, place) < ($0.distance, $0.place) }) ?? true
            {
                rival = (place, distance)
            }
        }
        return Standing(
            level: Self.level(nearest: Array(nearest.prefix(Self.nearestSigns(of: signs))), of: signs),
            nearest: rival.map { (members[$0.place].gloss, $0.distance) })
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
