import SigningSpace

/// Other signs that an attempt is compared with beside the sign it is scored against.
///
/// What speaker verification calls a test-dependent cohort (adaptive symmetric normalisation; Matějka, Novotný, Plchot,
/// Burget, Sánchez & Černocký 2017, "Analysis of score normalization in multilingual speaker recognition"): a recording
/// that is far from everything, for its camera, its light or its signer, is judged less strictly than one that is
/// nearer to another sign. It is chosen when a sign is calibrated and frozen with it.
public struct Cohort: Sendable {
    /// A sign of the cohort.
    public struct Member: Sendable {
        /// The gloss, as "HELLO".
        public let gloss: String
        /// At least one.
        public let takes: [ComparedTake]
        /// How far another sign's take typically is from these.
        public let distance: Double

        /// A member of the given parts.
        public init(gloss: String, takes: [ComparedTake], distance: Double) {
            self.gloss = gloss
            self.takes = takes
            self.distance = distance
        }
    }

    /// The signs, each once.
    public let members: [Member]

    /// A cohort of the given signs.
    public init(_ members: [Member]) { self.members = members }

    /// The cohort that a calibration names.
    ///
    /// - Parameter takes: gives a sign's takes of the given identifiers; one without takes is left out.
    public init(
        _ signs: [SignCalibration.CohortSign],
        takes: (SignCalibration.CohortSign) throws -> [ComparedTake]
    ) rethrows {
        members = try signs.compactMap { sign in
            let takes = try takes(sign)
            return takes.isEmpty ? nil : Member(gloss: sign.sign, takes: takes, distance: sign.distance)
        }
    }

    /// What is as good as no cohort: every attempt is at the typical level.
    public static let empty = Cohort([])

    /// How far an attempt is from each member. One alignment a take.
    ///
    /// - Parameter signers: who made the sign that the attempt is at. Only other signs of theirs can be nearer to it:
    ///   with another person's, the person may be what is nearer.
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

    /// How near an attempt is to the signs it comes nearest to, on the scale on which 1 is typical for another sign;
    /// drawn toward what is typical where they are few.
    ///
    /// - Parameter distances: to every sign of a cohort, each over what is typical for that sign.
    public static func level(_ distances: [Double]) -> Double {
        let count = (Double(distances.count) * ScoringConstants.cohortShare).rounded(.up)
        let nearest = distances.sorted().prefix(Int(count))
        let mean = nearest.isEmpty ? 0 : nearest.reduce(0, +) / Double(nearest.count)
        let signs = Double(distances.count)
        let prior = ScoringConstants.priorSigns
        let typical = LearnedConstants.typicalLevel
        return min((signs * mean + prior * typical) / (signs + prior), ScoringConstants.leniency * typical)
    }
}
