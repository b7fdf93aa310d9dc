import Alignment

/// Calibrates the signs of a library against each other.
///
/// Each sign has a cohort of up to 32 others, spread evenly over the library's glosses, of which two takes each stand for
/// the sign. A cohort is chosen when its sign is calibrated, and stays as it is when the library grows.
public struct LibraryCalibration: Sendable {
    /// A sign's takes with the names that their keeper knows them by.
    public struct Sign: Sendable {
        /// The gloss, as "HELLO".
        public let gloss: String
        /// At least one.
        public let takes: [(id: String, take: PreparedTake)]

        /// A sign of the given takes.
        public init(gloss: String, takes: [(id: String, take: PreparedTake)]) {
            self.gloss = gloss
            self.takes = takes
        }

        /// What stands for the sign in the cohorts of others.
        fileprivate var short: [(id: String, take: PreparedTake)] {
            Array(takes.prefix(LibraryCalibration.takesEach))
        }
    }

    /// Signs in a cohort, at most: the figures of `make evaluate` grow no more beyond, and each costs two alignments a
    /// score.
    public static let cohortSize = 32
    /// Takes that stand for a sign in a cohort.
    public static let takesEach = 2

    private let pool: [String: Sign]
    private let distances: [String: Double]

    /// Measures how far the signs of a pool are from each other. O(pool · cohort) alignments, on every processor.
    ///
    /// - Parameter pool: signs to choose cohorts from.
    public init(pool: [Sign]) {
        self.pool = Dictionary(pool.map { ($0.gloss, $0) }) { first, _ in first }
        let glosses = pool.map(\.gloss)
        let signs = self.pool
        let measured = Parallel.map(pool) { sign in
            let cohort = Self.cohort(of: sign.gloss, among: glosses).compactMap {
                signs[$0]?.takes.first?.take
            }
            return SignCalibration.measured(takes: sign.short.map(\.take), cohort: cohort.map { [$0] })
                .distance
        }
        distances = Dictionary(zip(glosses, measured)) { first, _ in first }
    }

    /// The glosses of a sign's cohort: up to 32 of the others, evenly spread. O(n log n).
    public static func cohort(of gloss: String, among glosses: [String]) -> [String] {
        let others = Set(glosses).subtracting([gloss]).sorted()
        guard others.count > cohortSize else { return others }
        return (0..<cohortSize).map { others[$0 * others.count / cohortSize] }
    }

    /// Measures a sign against its cohort. O(cohort · takes) alignments.
    public func calibration(of sign: Sign) -> SignCalibration {
        let members = Self.cohort(of: sign.gloss, among: Array(pool.keys)).compactMap { pool[$0] }
        var calibration = SignCalibration.measured(
            takes: sign.takes.map(\.take), cohort: members.map { $0.short.map(\.take) })
        calibration.cohort = members.map { member in
            SignCalibration.CohortSign(
                sign: member.gloss, takes: member.short.map(\.id),
                distance: distances[member.gloss] ?? LearnedConstants.typicalDistance)
        }
        return calibration
    }

    /// Measures signs, on every processor, and gives them with their cohorts.
    public func references(_ signs: [Sign]) -> [ReferenceSign] {
        Parallel.map(signs) { sign in
            let calibration = calibration(of: sign)
            return ReferenceSign(
                gloss: sign.gloss, takes: sign.takes.map(\.take), calibration: calibration,
                cohort: Cohort(calibration.cohort) { named in
                    pool[named.sign]?.takes.filter { named.takes.contains($0.id) }.map {
                        ComparedTake($0.take)
                    }
                        ?? []
                })
        }
    }
}
