import Alignment
import Evaluation
import Landmarks
import Scoring
import Signify
import SyntheticSigner

/// A folder of takes as sentences: a signer's later takes are joined, and the first takes are the references.
struct JoinedTakes {
    private struct Take: Sendable {
        let take: TakeFolder.Take
        let clip: LandmarkClip
    }

    /// The signers with references for two signs and attempts to join.
    let signers: [String]
    private let takes: [Take]

    /// Reads the takes; each unreadable take is reported in a line and left out.
    init(_ takes: [TakeFolder.Take]) {
        let read = Parallel.map(takes) { take in
            Result { Take(take: take, clip: try LandmarkReader().read(path: take.path)) }
        }
        var readable: [Take] = []
        for (take, result) in zip(takes, read) {
            switch result {
            case .success(let take): readable.append(take)
            case .failure(let error): EvaluationFolders.leaveOut(take.path, error)
            }
        }
        self.takes = readable
        let all = readable
        signers = Set(readable.map(\.take.signer)).sorted().filter { signer in
            let own = all.filter { $0.take.signer == signer }
            return Set(own.filter { $0.take.isReference }.map(\.take.sign)).count > 1
                && own.contains { !$0.take.isReference }
        }
    }

    /// The signs of a signer, each calibrated against the signer's other signs.
    func models(of signer: String) throws -> [SignModel] {
        var prepared: [String: [PreparedTake]] = [:]
        for take in takes where take.take.signer == signer && take.take.isReference {
            guard let ready = try? PreparedTake(take.clip, signer: signer) else { continue }
            prepared[take.take.sign, default: []].append(ready)
        }
        let signs = prepared.keys.sorted().compactMap { gloss in prepared[gloss].map { (gloss, $0) } }
        return Parallel.map(signs) { gloss, own in
            let cohort = signs.filter { $0.0 != gloss }.map {
                $0.1.prefix(LibraryCalibration.takesEach).map { ComparedTake($0) }
            }
            return SignModel(
                ReferenceSign(gloss: gloss, takes: own, calibration: .measured(takes: own, cohort: cohort)))
        }
    }

    /// The signer's attempts in sentences of 3 to 6 signs; each attempt occurs once.
    func trials(of signer: String, transition: Int, seed: UInt64) -> [SequenceTrial] {
        var chance = SplitMix64(seed: seed)
        let known = Set(takes.filter { $0.take.signer == signer && $0.take.isReference }.map(\.take.sign))
        var rest = takes.filter {
            $0.take.signer == signer && !$0.take.isReference && known.contains($0.take.sign)
                && (try? PreparedTake($0.clip)) != nil
        }.shuffled(using: &chance)
        var trials: [SequenceTrial] = []
        while rest.count >= 3 {
            let count = Swift.min(3 + trials.count % 4, rest.count)
            // A sign is repeated in a sentence only if no other sign is left.
            var chosen: [Take] = []
            while chosen.count < count {
                let taken = Set(chosen.map(\.take.sign))
                chosen.append(rest.remove(at: rest.firstIndex { !taken.contains($0.take.sign) } ?? 0))
            }
            let name = "\(signer) " + chosen.map { "\($0.take.sign)/\($0.take.name)" }.joined(separator: " ")
            if let trial = SequenceTrial.joined(
                chosen.map { ($0.take.sign, $0.clip) }, transition: transition, named: name)
            {
                trials.append(trial)
            }
        }
        return trials
    }
}
