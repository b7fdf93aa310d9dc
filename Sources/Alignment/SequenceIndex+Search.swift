extension SequenceIndex {
    /// The sequences nearest to an attempt, best first, equal ones in the index's order: exactly those of aligning every one.
    /// Sequences with no finite path to the attempt are left out.
    ///
    /// O(sequences · attempt frames · projected features), and what is left of that to each sequence whose bound is below the
    /// distance of the last match: a scan of its projection, of itself, and an alignment.
    ///
    /// - Parameter threads: over which the work is spread; the result does not depend on it.
    /// - Throws: ``AlignmentError/noFrames``, ``AlignmentError/differentLayouts``.
    public func nearest(
        _ count: Int, to attempt: FeatureSequence, threads: Int = 1
    ) throws(AlignmentError) -> [Match] {
        try search(count, attempt, threads: threads).matches
    }

    /// What a search found and what it cost.
    package struct Search: Sendable {
        package fileprivate(set) var matches: [Match] = []
        /// Sequences whose projection was scanned.
        package fileprivate(set) var scanned = 0
        /// Sequences whose distance was computed sixteen at a time.
        package fileprivate(set) var refined = 0
        /// Sequences that were aligned alone.
        package fileprivate(set) var aligned = 0

        /// What a sequence must be below to be a match.
        fileprivate func limit(_ wanted: Int) -> Double {
            matches.count == wanted ? matches[wanted - 1].distance : .infinity
        }

        fileprivate mutating func add(_ found: [Match], wanted: Int) {
            matches = Array((matches + found).sorted(by: Match.isBefore).prefix(wanted))
        }
    }

    package func search(
        _ wanted: Int, _ attempt: FeatureSequence, threads: Int
    ) throws(AlignmentError) -> Search {
        guard count > 0, wanted > 0 else { return Search() }
        guard attempt.layout == layout else { throw .differentLayouts }
        guard attempt.frameCount > 0 else { throw .noFrames }
        let aligning = IndexAligning(self, attempt)
        var search = Search()
        if count <= Self.few {
            search.aligned = count
            search.add(aligning.distances(Array(0..<count), threads: threads), wanted: wanted)
            return search
        }
        let projected = projection(attempt)
        let error = RoundingError(
            terms: layout.dimension + projected.layout.packedDepth,
            squares: boundLargest + projected.largestSquare(around: origin.floats))
        let bounding = IndexScan(self, projected, centre: origin, error, pack: packingProjected)
        let all = IndexOutlines(self, projected, error).bounds(threads: threads)

        // The most promising give a limit that most others are above, which need not be sorted then.
        let promising = all.least(Self.firstBatch)
        let bounded = bounding.bounds(promising.map(\.sequence), below: .infinity, threads: threads)
        search.scanned += promising.count
        let first = bounded.least(wanted)
        search.aligned += first.count
        search.add(aligning.distances(first.map(\.sequence), threads: threads), wanted: wanted)
        let limit = search.limit(wanted)
        var done = Set(first.map(\.sequence))
        let rest = bounded.filter { $0.distance <= limit && !done.contains($0.sequence) }
        align(rest.sorted(by: Match.isBefore), aligning, wanted: wanted, threads: threads, &search)

        done = Set(promising.map(\.sequence))
        let last = search.limit(wanted)
        let left = all.filter { $0.distance <= last && !done.contains($0.sequence) }
            .sorted(by: Match.isBefore)
        var next = 0
        while next < left.count {
            let limit = search.limit(wanted)
            let batch = left[next...].prefix(Self.batch).prefix { $0.distance <= limit }
            if batch.isEmpty { break }
            next += batch.count
            search.scanned += batch.count
            let bounded = bounding.bounds(batch.map(\.sequence), below: limit, threads: threads)
            align(bounded.sorted(by: Match.isBefore), aligning, wanted: wanted, threads: threads, &search)
        }
        return search
    }

    /// So many are aligned in the time that their bounds would take.
    private static let few = 12

    /// Sequences whose projections are scanned before anything is aligned, and at a time after that.
    private static let firstBatch = 64
    private static let batch = 256

    /// Looks for matches among candidates in the order of their bounds: sixteen at a time first, which takes a fraction of the
    /// time but is not quite the distance, then alone what may be a match.
    private func align(
        _ candidates: [Match], _ aligning: IndexAligning, wanted: Int, threads: Int, _ search: inout Search
    ) {
        var next = 0
        while next < candidates.count {
            let limit = search.limit(wanted)
            let batch = candidates[next...].prefix(IndexScan.side * threads).prefix {
                $0.distance <= limit
            }
            if batch.isEmpty { return }
            next += batch.count
            search.refined += batch.count
            let refined = aligning.refined(batch.map(\.sequence), below: limit, threads: threads)
                .sorted(by: Match.isBefore)
            var place = 0
            while place < refined.count {
                let limit = search.limit(wanted)
                let few = refined[place...].prefix(threads).prefix { $0.distance <= limit }
                if few.isEmpty { break }
                place += few.count
                search.aligned += few.count
                search.add(aligning.distances(few.map(\.sequence), threads: threads), wanted: wanted)
            }
        }
    }
}

extension SequenceIndex.Match {
    /// Nearest first, equal ones in the index's order.
    static func isBefore(_ one: Self, _ other: Self) -> Bool {
        (one.distance, one.sequence) < (other.distance, other.sequence)
    }
}

extension [SequenceIndex.Match] {
    /// The `count` least, in order. O(n · count).
    fileprivate func least(_ count: Int) -> [Element] {
        var least: [Element] = []
        for match in self {
            if least.count == count, let last = least.last, !Element.isBefore(match, last) { continue }
            if least.count == count { least.removeLast() }
            let place = least.firstIndex { Element.isBefore(match, $0) } ?? least.count
            least.insert(match, at: place)
        }
        return least
    }
}
