import SigningSpace

/// The deviations of an attempt from the takes of a sign, by hand and measure.
struct FormComparison {
    /// The attempt aligned with the takes.
    let aligned: AlignedTakes
    /// Which hands the sign uses.
    let use: HandUse
    /// `[takes][roles]`.
    private let deviations: [[HandDeviation]]
    private let distances: [HandMeasure: Distance]

    /// A take is left out of a channel if its distance in all other channels exceeds the smallest one by this
    /// factor, and by this amount: it is another variant of the sign or a mistake.
    private static let alike = (times: Float(2), more: Float(0.4))

    /// Compares an attempt with each take. One alignment per take.
    init(_ attempt: SignMotion, with takes: [SignMotion]) {
        let aligned = AlignedTakes(attempt, takes)
        self.aligned = aligned
        let use = HandUse(aligned)
        let deviations = aligned.takes.indices.map { place in
            let steps = aligned.steps(with: place)
            return HandRole.allCases.map { HandDeviation(attempt, aligned.takes[place], $0, along: steps) }
        }
        // By channel, the distance to each take in all other channels. Location is not left out: the features
        // of the alignment hold no place, only changes of place.
        let unlikeness = Dictionary(
            uniqueKeysWithValues: [Channel.handshape, .orientation, .location, .movement].map { channel in
                (channel, aligned.distances(without: channel == .location ? [] : [channel]))
            })
        var distances: [HandMeasure: Distance] = [:]
        for part in HandMeasure.all {
            let users = use.takes(using: part.role)
            // The arm shows a place where the hand is not detected.
            let candidates =
                part.measure == .place && part.role == .dominant ? Array(aligned.takes.indices) : users
            let unlike = unlikeness[part.measure.channel] ?? []
            guard let likest = candidates.map({ unlike[$0] }).min() else { continue }
            let limit = max(Self.alike.times * likest, likest + Self.alike.more)
            let sizes = candidates.filter { unlike[$0] <= limit }
                .compactMap { take in
                    deviations[take][part.role.rawValue][part.measure].map { (size: $0, take: take) }
                }
                .sorted { ($0.size, $0.take) < ($1.size, $1.take) }
            guard !sizes.isEmpty else { continue }
            let nearest = sizes.prefix(sizes.count > 1 ? 1 + (sizes.count + 3) / 4 : 1)
            distances[part] = Distance(
                size: nearest.reduce(0) { $0 + $1.size } / Float(nearest.count), takes: nearest.map(\.take))
        }
        self.use = use
        self.deviations = deviations
        self.distances = distances
    }

    /// The deviation of a measure of a hand: the mean over the nearest takes, a quarter of them plus one, so
    /// that one unusual take cannot hide an error.
    struct Distance {
        /// 0 or more, in the measure's unit.
        let size: Float
        /// The takes of the mean, nearest first.
        let takes: [Int]
    }

    /// The deviation of a measure; `nil` if attempt or takes do not show it, or the sign does not use the
    /// hand.
    func distance(_ part: HandMeasure) -> Distance? { distances[part] }

    /// The deviation of a hand from the same hand of a take.
    subscript(role: HandRole, take: Int) -> HandDeviation { deviations[take][role.rawValue] }
}
