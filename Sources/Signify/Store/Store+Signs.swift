import Alignment
import Foundation
import PracticeStore
import Scoring

extension Store {
    /// A sign with its cohort, the signs that it is calibrated against. Linear in their takes. Throws
    /// ``StoreError/notFound(_:)`` for an unknown gloss.
    public func sign(_ gloss: String) throws -> ReferenceSign {
        let stored = try database.sign(gloss: gloss)
        let calibration = stored.currentCalibration
        let takes = try Parallel.map(stored.takes) { take in
            Result { try take.prepared(of: stored.gloss, calibration?.embedding(of: take)) }
        }
        .map { try $0.get() }
        guard let calibration else {
            notice(Self.noticeOfUncalibrated(stored.gloss))
            return ReferenceSign(gloss: stored.gloss, takes: takes, calibration: .uncalibrated)
        }
        let members = try members(of: calibration.cohort)
        // One cohort sign at a time, and only the features that are compared: a cohort has many takes.
        let cohort = try Cohort(calibration.cohort) { named in
            try members.kept[named.sign]?.filter { named.takes.contains($0.id) }.map(\.take)
                ?? Parallel.map(
                    try database.takes(gloss: named.sign, contentHashes: Set(named.takes))
                ) { take in
                    Result {
                        let embedding = members.embeddings[named.sign]?[take.contentHash]
                        return ComparedTake(try take.prepared(of: named.sign, embedding))
                    }
                }
                .map { try $0.get() }
        }
        let missing = calibration.cohort.count - cohort.members.count
        if let line = Self.notice(of: stored.gloss, missing: missing, of: calibration.cohort.count) {
            notice(line)
        }
        return ReferenceSign(gloss: stored.gloss, takes: takes, calibration: calibration, cohort: cohort)
    }

    /// The sentence for a sign without a calibration of this version.
    static func noticeOfUncalibrated(_ gloss: String) -> String {
        "\(gloss) is not calibrated by this version, so its scores are imprecise; "
            + "run \"signify-score refs calibrate\""
    }

    /// The sentence for a sign of whose cohort some signs are missing; `nil` where none is.
    static func notice(of gloss: String, missing: Int, of cohort: Int) -> String? {
        guard missing > 0 else { return nil }
        return "\(missing) of the \(cohort) signs that \(gloss) was calibrated "
            + "against are no longer in the store, so its scores have shifted; "
            + "run \"signify-score refs calibrate\""
    }

    /// What is kept of a cohort's signs, by gloss: their takes; for a sign without, the embeddings that its calibration
    /// keeps, since to make them again takes longer than all else that a cohort needs.
    private func members(
        of cohort: [SignCalibration.CohortSign]
    ) throws -> (kept: [String: [PreparedSign.Take]], embeddings: [String: [String: SignEmbedding]]) {
        let glosses = Set(cohort.map(\.sign))
        let read = try database.kept(of: glosses, by: ScoringSignature.current)
        let kept = Dictionary(
            Parallel.map(Array(read)) { gloss, sign in (gloss, sign.takes(of: gloss)) }
                .compactMap { gloss, takes in takes.map { (gloss, $0) } }
        ) { first, _ in first }
        let others = glosses.subtracting(kept.keys)
        guard !others.isEmpty else { return (kept, [:]) }
        let calibrations = try database.calibrations(of: others, by: ScoringSignature.current)
        let decoded = Parallel.map(Array(calibrations)) { gloss, calibration in
            (gloss, SignCalibration.embeddings(inJSON: Data(calibration.utf8)))
        }
        return (kept, Dictionary(decoded) { first, _ in first })
    }

    /// A sign as it is stored, and its calibration; `nil` where it is of another version. Throws
    /// ``StoreError/notFound(_:)`` for an unknown gloss.
    public func calibrated(_ gloss: String) throws -> (sign: StoredSign, calibration: SignCalibration?) {
        let sign = try database.sign(gloss: gloss)
        return (sign, sign.currentCalibration)
    }

    /// A sign as the model for sentences and streams. Costs as ``sign(_:)``.
    public func model(_ gloss: String) throws -> SignModel { SignModel(try sign(gloss)) }

    /// All signs as models for sentences and streams. Costs as ``library(renewing:)``.
    public func models() throws -> [SignModel] { try library().models() }

    /// Calibrates the named signs, or all signs for `nil`, in one transaction. Returns their number. One
    /// alignment per pair of takes of a sign and its cohort; of the other signs, nothing is read.
    @discardableResult
    public func calibrate(_ glosses: Set<String>?) throws -> Int {
        let moment = try database.moment()
        let editions = try moment.editions(by: ScoringSignature.current)
        let known = editions.map(\.gloss)
        let wanted = editions.filter { glosses?.contains($0.gloss) ?? true }
        guard !wanted.isEmpty else { return 0 }
        let members = Set(wanted.flatMap { LibraryCalibration.cohort(of: $0.gloss, among: known) })
        let signs = try wanted.map { edition in
            let takes = try moment.sign(gloss: edition.gloss).takes
            return LibraryCalibration.Sign(
                gloss: edition.gloss, takes: try Self.prepared(takes, of: edition.gloss))
        }
        let own = Dictionary(signs.map { ($0.gloss, $0) }) { first, _ in first }
        let kept = try moment.kept(of: members.subtracting(own.keys), by: ScoringSignature.current)
        let pool = try known.filter(members.contains).map { gloss in
            if let sign = own[gloss] { return sign.member }
            if let takes = kept[gloss]?.takes(of: gloss) { return .init(gloss: gloss, takes: takes) }
            let takes = StrangerThreshold.sample(try moment.sign(gloss: gloss).takes) { $0.signer }
            return LibraryCalibration.Sign(gloss: gloss, takes: try Self.prepared(takes, of: gloss)).member
        }
        let library = LibraryCalibration(pool: pool)
        let made = try Parallel.map(Array(zip(wanted, signs))) { edition, sign in
            Result {
                let calibration = library.calibration(of: sign)
                let prepared = PreparedSign(
                    gloss: sign.gloss, takes: sign.member.takes, calibration: calibration)
                return (edition, try JSONText.line(calibration), KeptSign(prepared))
            }
        }
        .map { try $0.get() }
        try database.setCalibrations(
            Dictionary(uniqueKeysWithValues: made.map { ($0.0.gloss, $0.1) }),
            keeping: Dictionary(uniqueKeysWithValues: made.map { ($0.0, $0.2) }),
            signature: ScoringSignature.current, at: Date())
        return made.count
    }

    private static func prepared(
        _ takes: [ReferenceTake], of gloss: String
    ) throws -> [(id: String, take: PreparedTake)] {
        try Parallel.map(takes) { take in
            Result { (id: take.contentHash, take: try take.prepared(of: gloss)) }
        }
        .map { try $0.get() }
    }
}

extension KeptSign {
    /// The takes; `nil` for bytes that are damaged or of another sign.
    fileprivate func takes(of gloss: String) -> [PreparedSign.Take]? {
        SignOutline(decoding: outline, of: gloss).flatMap {
            PreparedSign.takes(decoding: features, of: $0)
        }
    }
}

extension SignCalibration {
    /// The embedding of one of the sign's takes, if it was kept.
    fileprivate func embedding(of take: ReferenceTake) -> SignEmbedding? { embeddings[take.contentHash] }
}
