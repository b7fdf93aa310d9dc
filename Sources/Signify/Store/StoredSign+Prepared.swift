import Foundation
import Landmarks
import PracticeStore
import Scoring

extension StoredSign {
    /// The calibration; `nil` where it is of another version.
    var currentCalibration: SignCalibration? {
        guard signature == ScoringSignature.current, let calibration else { return nil }
        return try? JSONDecoder().decode(SignCalibration.self, from: Data(Array(calibration.utf8)))
    }
}

extension ReferenceTake {
    /// The take, ready to be compared. Linear in the landmarks; an ``AnalysisFailure`` says which take cannot be used.
    ///
    /// - Parameter embedding: the take's, if it was kept; otherwise it is made again when it is read.
    func prepared(of gloss: String, _ embedding: SignEmbedding? = nil) throws -> PreparedTake {
        do {
            let reader = LandmarkReader(
                assuming: SourceFacts(mirrored: mirrored, dominantHand: dominantHand))
            return try PreparedTake(reader.read(landmarks.bytes), signer: signer, embedding: embedding)
        } catch {
            throw AnalysisFailure(error, at: "reference sign \(gloss), take \(source) by \(signer)")
        }
    }
}

extension KeptSign {
    init(_ sign: PreparedSign) {
        self.init(outline: sign.outline.encoded(), features: sign.encodedFeatures())
    }
}
