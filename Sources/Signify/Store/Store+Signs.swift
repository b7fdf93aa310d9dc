import Alignment
import Foundation
import Landmarks
import PracticeStore
import Scoring

extension Store {
    /// A sign with its cohort, the signs that it is calibrated against. Linear in their takes. Throws
    /// ``StoreError/notFound(_:)`` for an unknown gloss.
    public func sign(_ gloss: String) throws -> ReferenceSign {
        let stored = try database.sign(gloss: gloss)
        let calibration = Self.calibration(of: stored)
        let takes = Parallel.map(stored.takes) { take in
            Result { try Self.prepared(take, of: stored.gloss, calibration?.embedding(of: take)) }
        }
        let embeddings = try embeddings(of: calibration?.cohort ?? [])
        // One cohort sign at a time, and only the features that are compared: a cohort has many takes.
        return try reference(stored, calibration, takes: takes.map { try $0.get() }) {
            named in
            try Parallel.map(try database.takes(gloss: named.sign, contentHashes: Set(named.takes))) { take in
                Result {
                    let embedding = embeddings[named.sign]?[take.contentHash]
                    return ComparedTake(try Self.prepared(take, of: named.sign, embedding))
                }
            }
            .map { try $0.get() }
        }
    }

    /// A sign as it is stored, and its calibration; `nil` where it is of another version. Throws
    /// ``StoreError/notFound(_:)`` for an unknown gloss.
    public func calibrated(_ gloss: String) throws -> (sign: StoredSign, calibration: SignCalibration?) {
        let sign = try database.sign(gloss: gloss)
        return (sign, Self.calibration(of: sign))
    }

    /// The embeddings that the calibrations of a cohort's signs keep, by gloss and take: to make them again takes longer
    /// than all else that a cohort needs.
    private func embeddings(
        of cohort: [SignCalibration.CohortSign]
    ) throws -> [String: [String: SignEmbedding]] {
        let calibrations = try database.calibrations(
            of: Set(cohort.map(\.sign)), by: ScoringSignature.current)
        let decoded = Parallel.map(Array(calibrations)) { gloss, calibration in
            (gloss, SignCalibration.embeddings(inJSON: Data(calibration.utf8)))
        }
        return Dictionary(decoded) { first, _ in first }
    }

    /// All signs with their cohorts, by gloss. Linear in the takes of the store.
    private func signs() throws -> [ReferenceSign] {
        var signs: [(stored: StoredSign, calibration: SignCalibration?, takes: [PreparedTake])] = []
        var byHash: [String: [String: PreparedTake]] = [:]
        try database.forEachSign { stored in
            let calibration = Self.calibration(of: stored)
            let hashes = stored.takes.map(\.contentHash)
            let takes = try zip(stored.takes, hashes).map {
                try Self.prepared($0, of: stored.gloss, calibration?.embeddings[$1])
            }
            signs.append((stored, calibration, takes))
            byHash[stored.gloss] = Dictionary(zip(hashes, takes)) { first, _ in first }
        }
        return try signs.map { sign in
            try reference(sign.stored, sign.calibration, takes: sign.takes) { named in
                named.takes.compactMap { byHash[named.sign]?[$0] }.map(ComparedTake.init)
            }
        }
    }

    /// A sign as the model for sentences and streams. Costs as ``sign(_:)``.
    public func model(_ gloss: String) throws -> SignModel { SignModel(try sign(gloss)) }

    /// All signs as models for sentences and streams. Costs as ``library()``.
    public func models() throws -> [SignModel] { try library().models() }

    /// All signs, prepared for scoring. Linear in the takes of the store.
    public func library() throws -> SignLibrary {
        SignLibrary(try signs(), place: "the store \(place)")
    }

    /// Calibrates the named signs, or all signs for `nil`, in one transaction. Returns their number. One
    /// alignment per pair of takes of a sign and its cohort.
    @discardableResult
    public func calibrate(_ glosses: Set<String>?) throws -> Int {
        let known = try database.signs().map(\.gloss)
        let wanted = glosses ?? Set(known)
        let members = Set(wanted.flatMap { LibraryCalibration.cohort(of: $0, among: known) })
        var pool: [LibraryCalibration.Sign] = []
        var signs: [LibraryCalibration.Sign] = []
        try database.forEachSign { stored in
            let isWanted = wanted.contains(stored.gloss)
            guard isWanted || members.contains(stored.gloss) else { return }
            let kept = isWanted ? stored.takes : StrangerThreshold.sample(stored.takes) { $0.signer }
            let sign = LibraryCalibration.Sign(
                gloss: stored.gloss,
                takes: try kept.map { ($0.contentHash, try Self.prepared($0, of: stored.gloss)) })
            if isWanted { signs.append(sign) }
            if members.contains(stored.gloss) { pool.append(sign) }
        }
        guard !signs.isEmpty else { return 0 }
        let calibrations = try LibraryCalibration(pool: pool).references(signs).map {
            ($0.gloss, try JSONText.line($0.calibration))
        }
        try database.setCalibrations(
            Dictionary(uniqueKeysWithValues: calibrations), signature: ScoringSignature.current, at: Date())
        return calibrations.count
    }

    private func reference(
        _ sign: StoredSign, _ calibration: SignCalibration?, takes: [PreparedTake],
        cohortTakes: (SignCalibration.CohortSign) throws -> [ComparedTake]
    ) throws -> ReferenceSign {
        guard let calibration else {
            notice(
                "\(sign.gloss) is not calibrated by this version, so its scores are imprecise; "
                    + "run \"signify-score refs calibrate\"")
            return ReferenceSign(gloss: sign.gloss, takes: takes, calibration: .uncalibrated)
        }
        let cohort = try Cohort(calibration.cohort, takes: cohortTakes)
        let missing = calibration.cohort.count - cohort.members.count
        if missing > 0 {
            notice(
                "\(missing) of the \(calibration.cohort.count) signs that \(sign.gloss) was calibrated "
                    + "against are no longer in the store, so its scores have shifted; "
                    + "run \"signify-score refs calibrate\"")
        }
        return ReferenceSign(gloss: sign.gloss, takes: takes, calibration: calibration, cohort: cohort)
    }

    /// The calibration of a sign; `nil` where it is of another version.
    private static func calibration(of sign: StoredSign) -> SignCalibration? {
        guard sign.signature == ScoringSignature.current, let stored = sign.calibration else { return nil }
        return try? JSONDecoder().decode(SignCalibration.self, from: Data(Array(stored.utf8)))
    }

    static func takes(of sign: StoredSign) throws -> [PreparedTake] {
        try sign.takes.map { try prepared($0, of: sign.gloss) }
    }

    /// - Parameter embedding: the take's, if a calibration keeps it; otherwise it is made again when it is read.
    private static func prepared(
        _ take: ReferenceTake, of gloss: String, _ embedding: SignEmbedding? = nil
    ) throws -> PreparedTake {
        do {
            let reader = LandmarkReader(
                assuming: SourceFacts(mirrored: take.mirrored, dominantHand: take.dominantHand))
            let clip = try reader.read(take.landmarks.bytes)
            return try PreparedTake(clip, signer: take.signer, embedding: embedding)
        } catch {
            throw AnalysisFailure(
                error, at: "reference sign \(gloss), take \(take.source) by \(take.signer)")
        }
    }
}

extension SignCalibration {
    /// The embedding of one of the sign's takes, if it was kept.
    fileprivate func embedding(of take: ReferenceTake) -> SignEmbedding? { embeddings[take.contentHash] }
}
