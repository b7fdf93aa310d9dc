import Alignment

/// Calibrates the signs of a library against each other.
///
/// Each sign has a cohort of up to 32 other signs, spread evenly over the library's glosses and represented
/// by two takes each. The cohort is chosen when its sign is calibrated, and does not change when the library
/// grows.
public struct LibraryCalibration: Sendable {
    /// A sign's takes with their identifiers in the store.
    public struct Sign: Sendable {
        /// The gloss, as "HELLO".
        public let gloss: String
        /// At least one.
        public let takes: [(id: String, take: PreparedTake)]

        public init(gloss: String, takes: [(id: String, take: PreparedTake)]) {
            self.gloss = gloss
            self.takes = takes
        }

        /// The sign as others are compared with it.
        public var member: Member {
            Member(gloss: gloss, takes: takes.map { .init(id: $0.id, take: ComparedTake($0.take)) })
        }
    }

    /// A sign that others are compared with.
    public struct Member: Sendable {
        /// The gloss, as "HELLO".
        public let gloss: String
        /// At least one.
        public let takes: [PreparedSign.Take]

        public init(gloss: String, takes: [PreparedSign.Take]) {
            self.gloss = gloss
            self.takes = takes
        }

        /// The takes that represent the sign in the cohorts of other signs.
        fileprivate var short: ArraySlice<PreparedSign.Take> {
            takes.prefix(LibraryCalibration.takesEach)
        }
    }

    /// The largest number of signs in a cohort. Each sign costs two alignments per score; more signs do not
    /// improve the figures of `make evaluate`.
    public static let cohortSize = 32
    /// The number of takes that represent a sign in a cohort.
    public static let takesEach = 2

    private let pool: [String: Member]
    private let distances: [String: Double]
    private let strangers: StrangerThreshold

    /// Measures the distances between the signs of a pool, and between its signers. O(pool · cohort) alignments, on
    /// every processor.
    ///
    /// - Parameter pool: the signs that cohorts are chosen from.
    public init(pool: [Sign]) { self.init(pool: pool.map(\.member)) }

    /// The same with signs whose recordings are not at hand.
    public init(pool: [Member]) {
        self.pool = Dictionary(pool.map { ($0.gloss, $0) }) { first, _ in first }
        let glosses = pool.map(\.gloss)
        let signs = self.pool
        let measured = Parallel.map(pool) { sign in
            let cohort = Self.cohort(of: sign.gloss, among: glosses).compactMap {
                signs[$0]?.takes.first?.take
            }
            return TypicalDistances.distance(of: sign.short.map(\.take), to: cohort.map { [$0] })
        }
        distances = Dictionary(zip(glosses, measured)) { first, _ in first }
        strangers = StrangerThreshold(
            pool.sorted { $0.gloss < $1.gloss }.map { $0.takes.map(\.take) })
    }

    /// The glosses of a sign's cohort: up to 32 of the other glosses, evenly spread. O(n log n).
    public static func cohort(of gloss: String, among glosses: [String]) -> [String] {
        let others = Set(glosses).subtracting([gloss]).sorted()
        guard others.count > cohortSize else { return others }
        return (0..<cohortSize).map { others[$0 * others.count / cohortSize] }
    }

    /// Calibrates a sign against its cohort. O(cohort · takes) alignments.
    public func calibration(of sign: Sign) -> SignCalibration {
        let members = Self.cohort(of: sign.gloss, among: Array(pool.keys)).compactMap { pool[$0] }
        var calibration = SignCalibration.measured(
            takes: sign.takes.map(\.take), cohort: members.map { $0.short.map(\.take) })
        calibration.cohort = members.map { member in
            SignCalibration.CohortSign(
                sign: member.gloss, takes: member.short.map(\.id),
                distance: distances[member.gloss] ?? LearnedConstants.typicalDistance)
        }
        calibration.strangers = strangers
        calibration.embeddings = Dictionary(
            sign.takes.compactMap { id, take in take.embedding.map { (id, $0) } },
            uniquingKeysWith: { first, _ in first })
        return calibration
    }

    /// Calibrates signs, on every processor, and returns them with their cohorts.
    public func references(_ signs: [Sign]) -> [ReferenceSign] {
        Parallel.map(signs) { sign in
            let calibration = calibration(of: sign)
            return ReferenceSign(
                gloss: sign.gloss, takes: sign.takes.map(\.take), calibration: calibration,
                cohort: Cohort(calibration.cohort) { named in
                    pool[named.sign]?.takes.filter { named.takes.contains($0.id) }.map(\.take) ?? []
                })
        }
    }
}
