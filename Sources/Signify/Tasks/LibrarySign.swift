import Alignment
import Foundation
import Landmarks
import PracticeStore
import Scoring
import Synchronization

/// A sign of a ``SignLibrary``: its outline, and the rest when it is first asked for.
///
/// Its parts follow from one edition of the sign, so that libraries share them.
final class LibrarySign: Sendable {
    /// The sign with its recordings.
    struct Parts: Sendable {
        let calibration: SignCalibration?
        let takes: [PreparedTake]
    }

    /// Where that which was not asked for yet is read.
    private enum Source: Sendable {
        /// In the store, at the library's moment.
        case moment(any SignMoment)
        case memory(StoredSign, KeptSign?)
        /// Nothing is left to be read.
        case done
    }

    let outline: SignOutline
    /// `nil` for a sign that is of no store.
    let edition: SignEdition?
    private let source: Mutex<Source>
    private let parts: Once<Parts>
    private let compared: Once<[PreparedSign.Take]>
    private let model: Once<SignModel>

    var gloss: String { outline.gloss }

    /// A sign of which the outline was read.
    init(_ outline: SignOutline, _ edition: SignEdition, of moment: any SignMoment) {
        (self.outline, self.edition) = (outline, edition)
        source = Mutex(.moment(moment))
        (parts, compared, model) = (Once(), Once(), Once())
    }

    /// A sign that was made from its takes.
    init(_ sign: PreparedSign, _ parts: Parts, _ edition: SignEdition) {
        (outline, self.edition) = (sign.outline, edition)
        source = Mutex(.done)
        (self.parts, compared, model) = (Once(known: parts), Once(known: sign.takes), Once())
    }

    /// A sign that is at hand, of no store: no cohort asks for its takes.
    init(_ sign: ReferenceSign) {
        (outline, edition) = (SignOutline(sign), nil)
        source = Mutex(.done)
        parts = Once(known: Parts(calibration: sign.calibration, takes: sign.takes))
        (compared, model) = (Once(known: sign.takes.map { .init(id: "", take: ComparedTake($0)) }), Once())
    }

    private init(_ sign: LibrarySign, of moment: any SignMoment) {
        (outline, edition) = (sign.outline, sign.edition)
        source = Mutex(.moment(moment))
        (parts, compared, model) = (sign.parts, sign.compared, sign.model)
    }

    /// The same for a later moment, at which the sign is of the same edition: an earlier moment is not held any longer.
    func at(_ moment: any SignMoment) -> LibrarySign {
        guard case .moment = source.withLock(\.self) else { return self }
        return LibrarySign(self, of: moment)
    }

    /// The takes as attempts are compared with them. The first time, what is kept of the sign is read.
    func takes() throws -> [PreparedSign.Take] {
        defer { dropRead() }
        return try compared.value {
            if let takes = try kept().flatMap({ PreparedSign.takes(decoding: $0.features, of: outline) }) {
                return takes
            }
            // Damaged.
            let stored = try stored()
            return zip(stored.takes, try parts.value { try self.parts(of: stored) }.takes).map {
                .init(id: $0.contentHash, take: ComparedTake($1))
            }
        }
    }

    /// The sign with its recordings. The first time, its landmarks are read; linear in them.
    func whole() throws -> Parts {
        defer { dropRead() }
        return try parts.value { try parts(of: stored()) }
    }

    /// The model for sentences and streams. The first time as ``whole()`` and ``SignModel/init(_:)``.
    func sequenceModel() throws -> SignModel {
        try model.value {
            let whole = try whole()
            return SignModel(
                ReferenceSign(
                    gloss: gloss, takes: whole.takes, calibration: whole.calibration ?? .uncalibrated))
        }
    }

    /// Reads what was not asked for yet, and holds the store's moment no longer.
    func fill() throws {
        // Without the lock: who reads a part holds that part's, and waits for this one.
        guard case .moment(let moment) = source.withLock(\.self) else { return }
        let next: Source =
            isRead ? .done : .memory(try moment.sign(gloss: gloss), try kept())
        source.withLock { $0 = next }
    }

    private var isRead: Bool { parts.known != nil && compared.known != nil }

    /// Drops the bytes in memory after their last use.
    private func dropRead() {
        guard isRead else { return }
        source.withLock { $0 = .done }
    }

    private func kept() throws -> KeptSign? {
        switch source.withLock(\.self) {
        case .moment(let moment): try moment.kept(of: [gloss], by: ScoringSignature.current)[gloss]
        case .memory(_, let kept): kept
        case .done: nil
        }
    }

    private func stored() throws -> StoredSign {
        switch source.withLock(\.self) {
        case .moment(let moment): return try moment.sign(gloss: gloss)
        case .memory(let stored, _): return stored
        case .done: throw AnalysisFailure("\(gloss) was dropped before it was read", kind: .fault)
        }
    }

    private func parts(of stored: StoredSign) throws -> Parts {
        let takes = Parallel.map(Array(stored.takes.enumerated())) { place, take in
            Result { try take.prepared(of: stored.gloss, self.outline.embedding(ofTake: place)) }
        }
        return Parts(calibration: stored.currentCalibration, takes: try takes.map { try $0.get() })
    }
}
