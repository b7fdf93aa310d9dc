import Foundation
import Landmarks
import PracticeStore
import Scoring

/// A store's reference signs, as scoring wants them.
struct ReferenceLibrary {
    /// Other signs that a calibration looks at, at most.
    static let cohortSize = 60

    private let store: any PracticeDatabase

    init(_ store: any PracticeDatabase) { self.store = store }

    /// The sign of a gloss. Says so where its scores lack a calibration.
    func sign(_ gloss: String) throws -> ReferenceSign { try Self.reference(store.sign(gloss: gloss)) }

    /// Every sign, by gloss.
    func signs() throws -> [ReferenceSign] {
        var signs: [ReferenceSign] = []
        try store.forEachSign { signs.append(try Self.reference($0)) }
        return signs
    }

    /// Every sign as it is looked for in longer recordings. A store without signs is refused.
    func models(place: String) throws -> [SignModel] {
        let signs = try signs()
        guard !signs.isEmpty else {
            throw CommandFailure(
                line: "the store \(place) has no signs to look for; add some with \"signify-score refs add\"",
                status: CommandFailure.badInput)
        }
        return Parallel.map(signs) { SignModel($0) }
    }

    /// Measures the calibration of the named signs, or of all, against one take of each of up to 60 others, and
    /// stores all of them at once. Gives their number.
    @discardableResult
    func calibrate(_ glosses: Set<String>?) throws -> Int {
        var firstTakes: [(gloss: String, take: PreparedTake)] = []
        var wanted: [(gloss: String, takes: [PreparedTake])] = []
        try store.forEachSign { sign in
            // One more than the cohort, since the sign itself is left out of it.
            if glosses?.contains(sign.gloss) ?? true {
                let takes = try Self.takes(of: sign)
                wanted.append((sign.gloss, takes))
                if firstTakes.count <= Self.cohortSize { firstTakes.append((sign.gloss, takes[0])) }
            } else if firstTakes.count <= Self.cohortSize {
                firstTakes.append((sign.gloss, try Self.prepared(sign.takes[0], of: sign.gloss)))
            }
        }
        let firsts = firstTakes
        let calibrations = Parallel.map(wanted) { sign in
            let cohort = firsts.filter { $0.gloss != sign.gloss }.prefix(Self.cohortSize).map { [$0.take] }
            return Result { try JSONText.line(SignCalibration.measured(takes: sign.takes, cohort: cohort)) }
        }
        let texts = try calibrations.map { try $0.get() }
        guard !texts.isEmpty else { return 0 }
        try store.setCalibrations(
            Dictionary(uniqueKeysWithValues: zip(wanted.map(\.gloss), texts)),
            signature: ScoringSignature.current, at: Date())
        return texts.count
    }

    private static func reference(_ sign: StoredSign) throws -> ReferenceSign {
        let stored = sign.signature == ScoringSignature.current ? sign.calibration : nil
        let calibration = stored.flatMap {
            try? JSONDecoder().decode(SignCalibration.self, from: Data($0.utf8))
        }
        if calibration == nil {
            StandardStreams.note(
                "signify-score: \(sign.gloss) is not calibrated by this version, so its scores are rough; "
                    + "run \"signify-score refs calibrate\"")
        }
        return ReferenceSign(
            gloss: sign.gloss, takes: try takes(of: sign), calibration: calibration ?? .uncalibrated)
    }

    private static func takes(of sign: StoredSign) throws -> [PreparedTake] {
        try sign.takes.map { try prepared($0, of: sign.gloss) }
    }

    private static func prepared(_ stored: StoredTake, of gloss: String) throws -> PreparedTake {
        let take = stored.take
        do {
            let reader = LandmarkReader(
                assuming: SourceFacts(mirrored: take.mirrored, dominantHand: take.dominantHand))
            let clip = try reader.read(InputBytes(Array(take.landmarks)))
            return try PreparedTake(clip, signer: take.signer)
        } catch {
            throw CommandFailure(
                error, at: "reference sign \(gloss), take \(take.source) by \(take.signer)")
        }
    }
}
