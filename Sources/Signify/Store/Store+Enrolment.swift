import Foundation
import Landmarks
import PracticeStore
import Scoring

/// Checked takes of one sign, ready for enrolment.
public struct NewTakes: Sendable {
    public let gloss: Gloss
    /// The verdict on each recording, with its place.
    public let verdicts: [(place: String, verdict: ReferenceVerdict)]
    fileprivate let takes: [ReferenceTake]

    private var faulty: [(place: String, fault: RecordingWarning)] {
        verdicts.flatMap { place, verdict in verdict.faults.map { (place, $0) } }
    }

    /// The failure of an enrolment without `insisting`; `nil` where no take has a fault.
    public var refusal: AnalysisFailure? {
        guard let (place, fault) = faulty.first else { return nil }
        let others = Set(faulty.map(\.place)).count - 1
        let more = others > 0 ? " (and \(others) more take\(others == 1 ? "" : "s") with faults)" : ""
        return AnalysisFailure(
            "\(place): as a reference it would mislead every learner: \(fault.text)\(more) "
                + "Record it again, or add it with --force.", kind: .badInput)
    }
}

extension Store {
    /// Checks recordings as takes of a sign: each alone, and against the others and the enrolled takes. One
    /// alignment per pair.
    ///
    /// Throws ``AnalysisFailure``, with the place, for a recording that cannot be compared.
    public func takes(
        _ recordings: [(recording: Recording, signer: String)], of gloss: String
    ) throws -> NewTakes {
        let name = try Gloss(gloss)
        var (prepared, takes): ([PreparedTake], [ReferenceTake]) = ([], [])
        for (recording, signer) in recordings {
            do {
                prepared.append(try PreparedTake(recording.clip, signer: signer))
                takes.append(
                    try ReferenceTake(recording.clip, signer: signer, source: recording.name))
            } catch {
                throw AnalysisFailure(error, at: recording.place)
            }
        }
        let verdicts = ReferenceVerdict.of(prepared, beside: try knownTakes(of: name.text))
        return NewTakes(
            gloss: name, verdicts: Array(zip(recordings.map(\.recording.place), verdicts)), takes: takes)
    }

    /// Enrols takes, all or none. The caller calibrates the sign afterwards: see ``calibrate(_:)``.
    ///
    /// - Parameter insisting: also enrols takes with faults.
    /// - Throws: ``NewTakes/refusal``; ``StoreError`` for a value that the store refuses.
    public func enrol(_ new: NewTakes, language: String?, insisting: Bool) throws -> Enrolment {
        if !insisting, let refusal = new.refusal { throw refusal }
        return try database.addTakes(
            gloss: new.gloss.text, language: language, takes: new.takes, calibration: nil,
            signature: ScoringSignature.current, at: Date())
    }

    private func knownTakes(of gloss: String) throws -> [PreparedTake] {
        do {
            return try database.sign(gloss: gloss).takes.map { try $0.prepared(of: gloss) }
        } catch StoreError.notFound {
            return []
        }
    }
}
