import Alignment
import Evaluation
import Landmarks
import Scoring
import Signify
import SigningSpace

/// Real takes, scored as they are and with inserted faults of known kind and size.
///
/// Takes 00 to 03 are references and later takes attempts, as in all evaluation. Each learner has a library
/// of their own references, or of those of everybody outside the learner's ``SignerGroups``, calibrated as in
/// a store.
package struct GradedTrials: Sendable {
    /// The references of an attempt.
    package enum Scope: String, Sendable, CaseIterable {
        /// The signer's own takes.
        case own = "own references"
        /// The takes of the sign by all signers outside the learner's group.
        case others = "others' references"
    }

    /// The change that was made to an attempt.
    package enum Kind: Sendable, Hashable {
        /// No change.
        case none
        case fault(GradedFault)
        /// Another sign by the same signer replaces the attempt.
        case otherSign
        case harm(RecordingHarm)

        /// The name in the table.
        package var name: String {
            switch self {
            case .none: "none"
            case .fault(let fault): fault.name
            case .otherSign: "another sign"
            case .harm(let harm): harm.rawValue
            }
        }
    }

    /// An attempt and its feedback.
    package struct Outcome: Sendable {
        /// The unharmed attempt.
        package let attempt: TakeFolder.Take
        /// The change that was made.
        package let kind: Kind
        /// The feedback; `nil` if the recording was refused.
        package let feedback: Feedback?
    }

    private struct Take: Sendable {
        let source: TakeFolder.Take
        let clip: LandmarkClip
        let edited: EditedTake
        let prepared: PreparedTake
    }

    private let takes: [Take]

    /// Reads every take of a folder that has a pose and both hands.
    package init(_ folder: TakeFolder) {
        let read = Parallel.map(folder.takes) { source -> Take? in
            guard let clip = try? LandmarkReader().read(path: source.path),
                let edited = EditedTake(clip), let prepared = try? PreparedTake(clip, signer: source.signer)
            else { return nil }
            return Take(source: source, clip: clip, edited: edited, prepared: prepared)
        }
        takes = read.compactMap(\.self)
    }

    /// Scores every attempt as it is, with every fault that fits it, and with another sign, in the order of
    /// the folder. Some 15 scores per attempt, on every processor.
    ///
    /// - Throws: ``ScoringError``.
    package func faults(_ scope: Scope) throws(ScoringError) -> [Outcome] {
        try outcomes(scope) { attempt, references, other in
            var jobs: [(Kind, PreparedTake?)] = GradedFault.all
                .filter { $0.fits(attempt.edited, references: references.map(\.edited)) }
                .map { (.fault($0), try? PreparedTake($0.apply(to: attempt.edited).recording)) }
            // The choice depends only on the attempt's index.
            if let other { jobs.append((.otherSign, other.prepared)) }
            return jobs
        }
    }

    /// Scores every attempt as it is and with every applicable harm to its recording, against the signer's
    /// own references.
    ///
    /// - Throws: ``ScoringError``.
    package func harms() throws(ScoringError) -> [Outcome] {
        try outcomes(.own) { attempt, _, _ in
            RecordingHarm.allCases.compactMap { harm in
                harm.applied(to: attempt.clip).map { (.harm(harm), try? PreparedTake($0)) }
            }
        }
    }

    /// Scores every attempt as it is and changed.
    ///
    /// - Parameter harmed: returns the changed attempts for an attempt, its references and a take of another
    ///   sign.
    private func outcomes(
        _ scope: Scope, harmed: @Sendable (Take, [Take], Take?) -> [(Kind, PreparedTake?)]
    ) throws(ScoringError) -> [Outcome] {
        var outcomes: [Outcome] = []
        let signers = Set(takes.map(\.source.signer))
        let learners: [Set<String>] =
            scope == .own ? signers.sorted().map { [$0] } : SignerGroups.of(signers)
        for group in learners {
            let references = takes.filter {
                $0.source.isReference && group.contains($0.source.signer) == (scope == .own)
            }
            let bySign = Dictionary(grouping: references, by: \.source.sign)
            let pool = bySign.sorted { $0.key < $1.key }.map { sign, takes in
                LibraryCalibration.Sign(gloss: sign, takes: takes.map { ($0.source.path, $0.prepared) })
            }
            let signs = Dictionary(
                uniqueKeysWithValues: LibraryCalibration(pool: pool).references(pool).map { ($0.gloss, $0) })
            let attempts = takes.filter {
                !$0.source.isReference && group.contains($0.source.signer) && signs[$0.source.sign] != nil
            }
            let judged = Parallel.map(Array(attempts.enumerated())) { place, attempt in
                Result { () throws(ScoringError) -> [Outcome] in
                    guard let sign = signs[attempt.source.sign] else { return [] }
                    let wrong = attempts.filter {
                        $0.source.sign != attempt.source.sign && $0.source.signer == attempt.source.signer
                    }
                    let jobs =
                        [(.none, attempt.prepared)]
                        + harmed(
                            attempt, bySign[attempt.source.sign, default: []],
                            wrong.isEmpty ? nil : wrong[place * 7919 % wrong.count])
                    var outcomes: [Outcome] = []
                    for (kind, take) in jobs {
                        let feedback: Feedback? =
                            if let take { try WordScorer().score(take, against: sign).feedback } else { nil }
                        outcomes.append(Outcome(attempt: attempt.source, kind: kind, feedback: feedback))
                    }
                    return outcomes
                }
            }
            for result in judged { outcomes += try result.get() }
        }
        return outcomes
    }
}
