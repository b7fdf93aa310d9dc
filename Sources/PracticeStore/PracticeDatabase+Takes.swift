import Foundation

extension PracticeDatabase {
    /// ``setCalibrations(_:keeping:signature:at:)``, keeping nothing.
    public func setCalibrations(
        _ calibrations: [String: String], signature: String, at instant: Date
    ) throws(StoreError) {
        try setCalibrations(calibrations, keeping: [:], signature: signature, at: instant)
    }

    /// Enrols takes of one sign: ``addSigns(_:signature:at:)`` with a single sign.
    @discardableResult
    public func addTakes(
        gloss: String, language: String?, takes: [ReferenceTake], calibration: String?,
        signature: String, at instant: Date
    ) throws(StoreError) -> Enrolment {
        let sign = NewSign(gloss: gloss, language: language, takes: takes, calibration: calibration)
        let enrolments = try addSigns([sign], signature: signature, at: instant)
        guard let enrolment = enrolments.first else {
            throw .failed(path: "the store", detail: "enrolling one sign gave no result")
        }
        return enrolment
    }
}
