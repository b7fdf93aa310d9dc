import Foundation
import Landmarks
import PracticeStore
import Scoring

/// Takes of a sign that were read and judged, ready to be enrolled.
public struct NewTakes: Sendable {
    /// The sign.
    public let gloss: Gloss
    /// The verdict on each recording, with its place.
    public let verdicts: [(place: String, verdict: ReferenceVerdict)]
    fileprivate let takes: [NewReferenceTake]

    /// Takes with a fault that no reference may have.
    public var faulty: [(place: String, fault: RecordingWarning)] {
        verdicts.flatMap { place, verdict in verdict.faults.map { (place, $0) } }
    }

    /// The reason, in one line, for which they are enrolled only on insistence; `nil` without a fault.
    public var refusal: AnalysisFailure? {
        guard let (place, fault) = faulty.first else { return nil }
        let others = Set(faulty.map(\.place)).count - 1
        let more = others > 0 ? " (and \(others) more take\(others == 1 ? "" : "s") with faults)" : ""
        return AnalysisFailure(
            "\(place): as a reference it would mislead every learner: \(fault.text)\(more) "
                + "Record it again, or insist with --force.", kind: .badInput)
    }
}

extension Store {
    /// Reads recordings as takes of a sign and judges them, by themselves and beside each other and the takes that the sign has. One
    /// alignment a pair.
    ///
    /// Throws ``AnalysisFailure`` with the place of a recording that cannot be compared.
    public func takes(
        _ recordings: [(recording: Recording, signer: String)], of gloss: String
    ) throws -> NewTakes {
        let name = try Gloss(gloss)
        var (prepared, takes): ([PreparedTake], [NewReferenceTake]) = ([], [])
        for (recording, signer) in recordings {
            do {
                prepared.append(try PreparedTake(recording.clip, signer: signer))
                takes.append(
                    try NewReferenceTake(recording.clip, signer: signer, source: recording.name))
            } catch {
                throw AnalysisFailure(error, at: recording.place)
            }
        }
        let verdicts = ReferenceVerdict.of(prepared, beside: try knownTakes(of: name.text))
        return NewTakes(
            gloss: name, verdicts: Array(zip(recordings.map(\.recording.place), verdicts)), takes: takes)
    }

    /// Enrols takes, all or none, and leaves the sign to be calibrated.
    ///
    /// - Parameter insisting: whether takes with faults are enrolled too.
    /// - Throws: ``NewTakes/refusal``; ``StoreError`` for a value that the store refuses.
    public func enrol(_ new: NewTakes, language: String?, insisting: Bool) throws -> Enrolment {
        if !insisting, let refusal = new.refusal { throw refusal }
        return try database.addTakes(
            gloss: new.gloss.text, language: language, takes: new.takes, calibration: nil,
            signature: ScoringSignature.current, at: Date())
    }

    private func knownTakes(of gloss: String) throws -> [PreparedTake] {
        do {
            return try Self.takes(of: database.sign(gloss: gloss))
        } catch StoreError.notFound {
            return []
        }
    }
}
