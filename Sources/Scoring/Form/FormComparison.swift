import SigningSpace

/// How far an attempt is from what the takes of a sign do, hand by hand and measure by measure.
struct FormComparison {
    /// The attempt beside the takes.
    let aligned: AlignedTakes
    /// Which hands the sign uses.
    let use: HandUse
    /// `[takes][roles]`.
    private let deviations: [[HandDeviation]]
    private let distances: [HandMeasure: Distance]

    /// A take that is this many times as unlike the attempt in all other channels as the likest, or unlike by so much more, is
    /// another variant of the sign or a mistake, and does not say what is right in this channel.
    private static let alike = (times: Float(2), more: Float(0.4))

    /// Compares with each take. One alignment a take.
    init(_ attempt: SignMotion, with takes: [SignMotion]) {
        let aligned = AlignedTakes(attempt, takes)
        self.aligned = aligned
        let use = HandUse(aligned)
        let deviations = aligned.takes.indices.map { place in
            let steps = aligned.steps(with: place)
            return HandRole.allCases.map { HandDeviation(attempt, aligned.takes[place], $0, along: steps) }
        }
        // By channel, for each take, how unlike it is in all others. What steers the alignment sees no place, only changes of it.
        let unlikeness = Dictionary(
            uniqueKeysWithValues: [Channel.handshape, .orientation, .location, .movement].map { channel in
                (channel, aligned.distances(without: channel == .location ? [] : [channel]))
            })
        var distances: [HandMeasure: Distance] = [:]
        for part in HandMeasure.all {
            let users = use.takes(using: part.role)
            // An arm is seen where its hand is not.
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

    /// How far off a measure of a hand is: the mean over the nearest takes, a quarter of them and one more, so that one odd take
    /// makes nothing right.
    struct Distance {
        /// 0 or more, in the measure's unit.
        let size: Float
        /// The takes that it is measured from, the nearest first.
        let takes: [Int]
    }

    /// How far off a measure is; `nil` where attempt or takes do not show it, or the sign does not use the hand.
    func distance(_ part: HandMeasure) -> Distance? { distances[part] }

    /// A hand beside the same hand of a take.
    subscript(role: HandRole, take: Int) -> HandDeviation { deviations[take][role.rawValue] }
}
