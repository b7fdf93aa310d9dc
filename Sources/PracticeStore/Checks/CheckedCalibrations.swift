import Foundation

/// Calibrations by normalised gloss, in one order for every writer.
struct CheckedCalibrations {
    let byGloss: [(gloss: String, calibration: String)]
    let signature: String
    let now: Timestamp

    init(_ calibrations: [String: String], signature: String, at instant: Date) throws(StoreError) {
        now = try Timestamp(instant, table: "reference_signs", column: "updated_at")
        self.signature = try Text.checked(signature, table: "reference_signs", column: "signature")
        var rows: [(gloss: String, calibration: String)] = []
        for (gloss, calibration) in calibrations {
            let text = try Text.checked(calibration, table: "reference_signs", column: "calibration")
            rows.append((try Gloss(gloss).text, text))
        }
        byGloss = rows.sorted { $0.gloss < $1.gloss }
    }
}
