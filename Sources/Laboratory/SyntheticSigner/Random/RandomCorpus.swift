import Landmarks

/// Recordings of random signs by random people, to learn from: as many as one likes, none of them a file.
///
/// Signs come in families of five: three independent ones, and two that form a minimal pair with the first.
/// Each person makes two families, so that a learner finds the same person in different signs as well as
/// different people in the same sign. Equal arguments give equal recordings on every machine, whatever their
/// order.
public struct RandomCorpus: Sendable, Hashable {
    /// One recording.
    public struct Take: Sendable {
        /// As "P00012".
        public let signer: String
        public let gloss: String
        public let number: Int
        public let clip: LandmarkClip
    }

    public let seed: UInt64
    /// The number of people who make each sign, one take each.
    public let takesEach: Int

    /// - Precondition: `takesEach` is 1 or more.
    public init(seed: UInt64, takesEach: Int) {
        precondition(takesEach >= 1, "a sign needs a take")
        self.seed = seed
        self.takesEach = takesEach
    }

    private static let family = 5
    private static let signsOfPerson = 2 * family

    /// The sign of a number from 0. The name of one of a minimal pair holds the other's, as "R00005-LOCATION".
    ///
    /// - Precondition: `number` is 0 or more.
    public func sign(_ number: Int) -> RandomSign {
        let place = number % Self.family
        let first = number - place
        let base = RandomSign(seed: seed(.signs, first), gloss: Self.name("R", first))
        guard place >= 3 else {
            return place == 0 ? base : RandomSign(seed: seed(.signs, number), gloss: Self.name("R", number))
        }
        // Two different parameters of the four.
        var stream = RandomStream(seed: seed(.parameters, first), purpose: .corpus)
        let all = SignParameter.allCases
        let start = stream.pick(Array(all.indices))
        let step = place == 3 ? 0 : stream.pick([1, 2, 3])
        return base.changing(all[(start + step) % all.count], seed: seed(.signs, number))
    }

    /// The person who makes a take of a sign.
    public func signer(ofSign number: Int, take: Int) -> SignerProfile {
        let person = number / Self.signsOfPerson * takesEach + take
        return .random(seed: seed(.people, person), name: Self.name("P", person))
    }

    /// A recording of a sign. O(frames · landmarks); a few milliseconds.
    ///
    /// - Parameter take: from 0, below `takesEach`.
    public func take(ofSign number: Int, _ take: Int) -> Take {
        self.take(of: sign(number).script, number, take)
    }

    /// Every take of a sign, in order.
    public func takes(ofSign number: Int) -> [Take] {
        let script = sign(number).script
        return (0..<takesEach).map { take(of: script, number, $0) }
    }

    private func take(of script: SignScript, _ number: Int, _ take: Int) -> Take {
        let own = seed(.takes, number * takesEach + take)
        let person = signer(ofSign: number, take: take)
        let signer = SyntheticSigner(profile: person, seed: own)
        var stream = RandomStream(seed: own, purpose: .recording)
        let habit = RecordingHabit.random(&stream)
        let form = script.form(ofPerson: own)
        let other = RandomSign(seed: stream.next()).script
        return Take(
            signer: person.name, gloss: script.gloss, number: take,
            clip: signer.recording(of: form, with: habit, other: other))
    }

    private enum Purpose: UInt64 {
        case signs = 1
        case parameters, people, takes
    }

    /// A seed of its own for everything that has a number.
    private func seed(_ purpose: Purpose, _ number: Int) -> UInt64 {
        var numbers = SplitMix64(seed: seed &+ purpose.rawValue &* 0xA076_1D64_78BD_642F)
        return SplitMix64(seed: numbers.next() ^ UInt64(number)).firstWord
    }

    private static func name(_ letter: String, _ number: Int) -> String {
        let digits = String(number)
        return letter + String(repeating: "0", count: max(5 - digits.count, 0)) + digits
    }
}

extension SplitMix64 {
    fileprivate var firstWord: UInt64 {
        var copy = self
        return copy.next()
    }
}
