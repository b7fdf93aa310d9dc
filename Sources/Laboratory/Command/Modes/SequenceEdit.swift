import Scoring

/// A difference between the requested sentence and the signed one.
enum SequenceEdit: CaseIterable, Sendable {
    /// The request has one more sign, which is missing.
    case missing
    /// The request has one sign less, which is added.
    case added
    /// The request has another sign in one place, which is swapped.
    case swapped

    /// Whether the feedback names this difference and no other. The trial's length determines the place and
    /// the sign.
    func isNamed(in trial: SequenceTrial, attempt: PreparedTake, models: [SignModel]) throws -> Bool {
        let signed = trial.truths.map(\.gloss)
        let others = models.filter { !signed.contains($0.sign.gloss) }
        let place = trial.clip.frameCount % signed.count
        guard !others.isEmpty, signed.count > 1 else { return false }
        let other = others[trial.clip.frameCount / signed.count % others.count]
        var asked = signed.compactMap { gloss in models.first { $0.sign.gloss == gloss } }
        switch self {
        case .missing: asked.insert(other, at: place)
        case .added: asked.remove(at: place)
        case .swapped: asked[place] = other
        }
        let feedback = try SentenceScorer().score(attempt, against: asked, library: models)
        let odd = (feedback.signs ?? []).filter { $0.status != .ok }
        let added = (feedback.added ?? []).map(\.gloss)
        switch self {
        case .missing:
            return odd.map(\.gloss) == [other.sign.gloss] && odd[0].status == .missing && added.isEmpty
        case .added: return odd.isEmpty && added == [signed[place]]
        case .swapped:
            return odd.map(\.gloss) == [other.sign.gloss] && odd[0].seen == signed[place] && added.isEmpty
        }
    }
}
