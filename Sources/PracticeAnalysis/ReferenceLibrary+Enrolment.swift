import Foundation
import PracticeStore
import Scoring

extension ReferenceLibrary {
    /// Enrols recordings as takes of a sign, and calibrates it where any of them is new: all of them or none.
    ///
    /// Every recording is fit to be compared before the first is stored. Costs the calibration: an alignment for each pair of takes of the sign and its
    /// cohort. Throws ``AnalysisFailure`` with the place of a bad recording, ``StoreError`` for what the store refuses.
    @discardableResult
    public func add(
        _ recordings: [Recording], of gloss: String, language: String?, signer: String
    ) throws -> Enrolment {
        let gloss = try Gloss(gloss)
        let takes = try recordings.map { recording in
            do {
                _ = try PreparedTake(recording.clip)
                return try NewReferenceTake(recording.clip, signer: signer, source: recording.name)
            } catch {
                throw AnalysisFailure(error, at: recording.place)
            }
        }
        let enrolment = try store.addTakes(
            gloss: gloss.text, language: language, takes: takes, calibration: nil,
            signature: ScoringSignature.current, at: Date())
        if !enrolment.added.isEmpty { try calibrate([gloss.text]) }
        return enrolment
    }
}
