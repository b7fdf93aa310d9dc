import Signify

/// The sets of takes of an evaluation, from which libraries of other people's takes are put together.
///
/// A signer is known by the name alone: two sets with one name are taken to have one signer.
struct GrowthCorpus: Sendable {
    /// A signer's recordings of a gloss in a set.
    struct Source: Sendable, Hashable {
        let set: Int
        let signer: String
        let sign: String
    }

    /// Every set's takes together.
    let takes: RecordedTakes
    /// In order of set, signer and sign: the sources with references, without those known to be a variant.
    let sources: [Source]
    /// Per set: the variants that the set's scores show, where the set does not state them.
    private let variants: [SignVariants]
    private let setOfPath: [String: Int]

    /// - Parameter scores: of each set, in the order of `sets`.
    init(_ sets: [RecordedTakes], scores: [PairwiseScores]) {
        takes = RecordedTakes(joining: sets)
        variants = scores.map { SignVariants($0.pairs) }
        var setOfPath: [String: Int] = [:]
        var sources: [Source] = []
        for (set, takes) in sets.enumerated() {
            for take in takes.takes {
                setOfPath[take.source.path] = set
                let source = Source(set: set, signer: take.source.signer, sign: take.source.sign)
                if take.isReference, take.source.agrees ?? true, sources.last != source {
                    sources.append(source)
                }
            }
        }
        self.sources = sources
        self.setOfPath = setOfPath
    }

    func source(of take: TakeFolder.Take) -> Source {
        Source(set: setOfPath[take.path] ?? 0, signer: take.signer, sign: take.sign)
    }

    /// Whether an attempt and a source are known, or not known not, to be of one sign.
    func isSameSign(_ attempt: TakeFolder.Take, _ source: Source) -> Bool {
        guard attempt.sign == source.sign, setOfPath[attempt.path] == source.set else { return false }
        return attempt.agrees ?? !variants[source.set].hides(
            source.sign, by: [attempt.signer, source.signer])
    }

    /// The sources of a set by gloss, by signers outside a group, in order of signer. The first is another
    /// one in each draw: draws start evenly spread over the signers.
    func sources(
        in set: Int, without group: Set<String>, draw: Int, of draws: Int
    ) -> [String: [Source]] {
        Dictionary(grouping: sources.filter { $0.set == set && !group.contains($0.signer) }, by: \.sign)
            .mapValues { sources in
                let first = draw * sources.count / draws
                return Array(sources[first...] + sources[..<first])
            }
    }

    /// Some attempts, and the references of some sources.
    func library(_ chosen: some Sequence<Source>, attempts: Set<TakeFolder.Take>) -> RecordedTakes {
        let chosen = Set(chosen)
        return takes.filtered { take in
            take.isReference
                ? chosen.contains(source(of: take.source)) : attempts.contains(take.source)
        }
    }
}
