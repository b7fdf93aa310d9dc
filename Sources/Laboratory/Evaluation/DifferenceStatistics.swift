import Alignment
import COpenBLAS
import Scoring
import Signify
import SigningSpace

/// The second moments of the differences between aligned frames, for takes of the same sign and of different
/// signs, by pair of signers. A metric is learned from them, with any signers left out.
package struct DifferenceStatistics: Sendable {
    /// The channels with a learned metric.
    static let channels: [Channel] = [.handshape, .orientation, .location, .movement]

    /// The signers of two aligned takes, and whether both show the same sign.
    private struct Key: Hashable, Sendable, Comparable {
        let signers: [String]
        let isSame: Bool

        static func < (a: Key, b: Key) -> Bool {
            a.signers == b.signers ? a.isSame && !b.isSame : a.signers.lexicographicallyPrecedes(b.signers)
        }
    }

    /// A sum of outer products.
    struct Moments: Sendable {
        /// The number of features.
        let width: Int
        /// `[width][width]`, the upper triangle.
        var sums: [Double]
        /// The number of frames.
        var count = 0.0

        init(width: Int) {
            self.width = width
            sums = [Double](repeating: 0, count: width * width)
        }

        /// Adds the outer products of `[frames][width]` differences.
        mutating func add(_ differences: [Double]) {
            guard !differences.isEmpty else { return }
            let frames = differences.count / width
            BLAS.call {
                cblas_dsyrk(
                    CblasRowMajor, CblasUpper, CblasTrans, blasint(width), blasint(frames), 1, differences,
                    blasint(width), 1, &sums, blasint(width))
            }
            count += Double(frames)
        }

        mutating func add(_ other: Moments, weight: Double) {
            for place in sums.indices { sums[place] += weight * other.sums[place] }
            count += weight * other.count
        }
    }

    private let moments: [Key: [Channel: Moments]]

    /// Aligns every two takes of one sign, and about as many of different signs. One alignment per pair. Two
    /// signers' takes of one gloss count as one sign unless the folder says that they are variants.
    package init(_ sets: [RecordedTakes], threads: Int = Parallel.processors) {
        var pairs: [Key: [(Int, Int)]] = [:]
        let takes = sets.flatMap(\.takes)
        var first = 0
        for set in sets {
            let range = first..<first + set.takes.count
            first = range.upperBound
            for (a, b) in Self.pairs(takes, range) {
                let signers = [takes[a].source.signer, takes[b].source.signer].sorted()
                let key = Key(signers: signers, isSame: takes[a].source.sign == takes[b].source.sign)
                pairs[key, default: []].append((a, b))
            }
        }
        let features = Parallel.map(takes, threads: threads) { take in
            Self.channels.map { channel in
                HandRole.allCases.map { MeasuredFeatures(take.prepared, channel, of: $0) }
            }
        }
        let work = pairs.sorted { $0.key < $1.key }
        let results = Parallel.map(work, threads: threads) { entry in
            var moments = Self.channels.map {
                Moments(width: features[entry.value[0].0][Self.place($0)][0].width)
            }
            for (a, b) in entry.value {
                guard let path = try? takes[a].prepared.alignment(with: takes[b].prepared) else { continue }
                for place in Self.channels.indices {
                    moments[place].add(Self.differences(features[a][place], features[b][place], path))
                }
            }
            return moments
        }
        moments = Dictionary(
            uniqueKeysWithValues: zip(work, results).map { entry, moments in
                (entry.key, Dictionary(uniqueKeysWithValues: zip(Self.channels, moments)))
            })
    }

    private static func place(_ channel: Channel) -> Int { channels.firstIndex(of: channel) ?? 0 }

    /// All pairs of takes of one sign, and for each take as many pairs with other signs, spread evenly over
    /// the set.
    private static func pairs(_ takes: [RecordedTakes.Take], _ range: Range<Int>) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        for a in range {
            for b in a + 1..<max(range.upperBound, a + 1)
            where takes[a].source.sign == takes[b].source.sign
                && (takes[a].source.signer == takes[b].source.signer
                    || takes[a].source.agrees(with: takes[b].source) ?? true)
            {
                pairs.append((a, b))
            }
        }
        let wanted = max(1, pairs.count / max(range.count, 1))
        // Steps of the golden ratio's share of the set are evenly spread.
        let step = max(1, Int(Double(range.count) * 0.618))
        for a in range {
            var found = 0
            for turn in 1..<max(range.count, 2) where found < wanted {
                let b = range.lowerBound + (a - range.lowerBound + turn * step + turn) % range.count
                guard takes[a].source.sign != takes[b].source.sign else { continue }
                pairs.append((a, b))
                found += 1
            }
        }
        return pairs
    }

    /// `[frames][width]`: the differences of both hands at every fourth step, since neighbouring steps are
    /// redundant.
    private static func differences(
        _ a: [MeasuredFeatures], _ b: [MeasuredFeatures], _ path: WarpingPath
    ) -> [Double] {
        var differences: [Double] = []
        for (own, other) in zip(a, b) {
            for place in stride(from: 1, to: path.steps.count, by: 4) {
                let step = path.steps[place]
                guard own.seen[step.attempt], other.seen[step.reference] else { continue }
                for feature in 0..<own.width {
                    let difference =
                        own.values[step.attempt * own.width + feature]
                        - other.values[step.reference * own.width + feature]
                    differences.append(Double(difference))
                }
            }
        }
        return differences
    }

    /// The moments of the same sign and of different signs without some signers' takes; `nil` if none is
    /// left.
    func moments(
        of channel: Channel, without signers: Set<String>, acrossWeight: Double
    ) -> (same: Moments, different: Moments)? {
        var same: Moments?
        var different: Moments?
        // In a fixed order, since the last digits of a sum depend on it.
        for (key, channels) in moments.sorted(by: { $0.key < $1.key })
        where signers.isDisjoint(with: key.signers) {
            guard let own = channels[channel] else { continue }
            if key.isSame {
                same = same ?? Moments(width: own.width)
                same?.add(own, weight: key.signers[0] == key.signers[1] ? 1 : acrossWeight)
            } else {
                different = different ?? Moments(width: own.width)
                different?.add(own, weight: 1)
            }
        }
        guard let same, let different, same.count > 0, different.count > 0 else { return nil }
        return (same, different)
    }
}
