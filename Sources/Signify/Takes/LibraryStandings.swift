import Scoring

/// The standing of an attempt beside every reference of a library at once.
///
/// Beside one reference, the cohort is the references of all other signs; those by the attempt's signer are
/// among them only if the reference is by that signer too. Cohorts of two references differ in a few members,
/// so the distances are sorted once and walked for each reference.
struct LibraryStandings: Sendable {
    private let references: [PairwiseScores.Reference]
    /// By place of the reference: a number for its sign.
    private let signs: [Int]
    /// By place of the reference: the numbers of the signers of its takes.
    private let signers: [[Int]]
    private let numberOfSigner: [String: Int]

    /// - Parameter signers: by reference, the signers of its takes.
    init(_ references: [PairwiseScores.Reference], signers: [Set<String>]) {
        self.references = references
        signs = Self.numbers(of: references.map(\.sign)).0
        let numberOfSigner = Self.numbers(of: signers.flatMap { $0.sorted() }).byName
        self.numberOfSigner = numberOfSigner
        self.signers = signers.map { $0.compactMap { numberOfSigner[$0] } }
    }

    private static func numbers(of names: [String]) -> ([Int], byName: [String: Int]) {
        var byName: [String: Int] = [:]
        let numbers = names.map { name in
            let number = byName[name] ?? byName.count
            byName[name] = number
            return number
        }
        return (numbers, byName)
    }

    /// The standings of an attempt by place of the reference, as ``Cohort/standing(of:amongSignsBy:)`` has
    /// them for each reference's cohort. O(n log n + n · walk): a walk ends at the first sign by a signer of
    /// the reference, and after a twelfth of the library once for each sign.
    ///
    /// - Parameters:
    ///   - distances: the attempt's distance to each reference, over the reference's typical distance.
    ///   - nearest: by reference, the signer of its take that is nearest to the attempt.
    ///   - signer: the attempt's signer.
    func standings(of distances: [Double], nearest: [String], by signer: String) -> [Cohort.Standing] {
        let nearest = nearest.map { numberOfSigner[$0] ?? -1 }
        let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
        let isOwn = references.map { $0.signer == signer }
        // By whether the attempt's signer is in the cohort, then by sign.
        var levels: [[Int: Double]] = [[:], [:]]
        return references.indices.map { place in
            func isMember(_ other: Int) -> Bool {
                signs[other] != signs[place] && (isOwn[place] || !isOwn[other])
            }
            let side = isOwn[place] ? 1 : 0
            let level = levels[side][signs[place]] ?? Self.level(order, distances, isMember)
            levels[side][signs[place]] = level
            let rival = order.first { isMember($0) && signers[place].contains(nearest[$0]) }
            return Cohort.Standing(
                level: level, nearest: rival.map { (references[$0].sign, distances[$0]) })
        }
    }

    /// - Parameter order: the places of all references, the nearest first.
    private static func level(
        _ order: [Int], _ distances: [Double], _ isMember: (Int) -> Bool
    ) -> Double {
        let size = order.count(where: isMember)
        let nearest = order.lazy.filter(isMember).prefix(Cohort.nearestSigns(of: size))
        return Cohort.level(nearest: nearest.map { distances[$0] }, of: size)
    }
}
