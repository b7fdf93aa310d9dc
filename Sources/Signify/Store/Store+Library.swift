import Alignment
import Foundation
import PracticeStore
import Scoring

extension Store {
    /// The signs that are read and prepared at a time where nothing is kept of them.
    private static let batch = 64

    /// All signs as of now, prepared for scoring.
    ///
    /// Reads what is kept of each sign, some kilobytes; linear in the signs. Where nothing is kept, or other than what was
    /// written, the sign's takes are read and prepared, in parallel; those of a calibrated sign are kept then if the store
    /// takes it.
    ///
    /// - Parameter old: an earlier library of this store. Signs of the same edition are not read again, and it stays as it
    ///   is for those who use it.
    public func library(renewing old: SignLibrary? = nil) throws -> SignLibrary {
        let moment = try database.moment()
        let editions = try moment.editions(by: ScoringSignature.current)
        let known = editions.map { edition in
            old?.stored(edition.gloss).flatMap { $0.edition == edition ? $0.at(moment) : nil }
        }
        let new = zip(editions, known).filter { $1 == nil }.map(\.0)
        let read = Parallel.map(Array(zip(new, try moment.outlines(of: new)))) { edition, outline in
            outline.flatMap { SignOutline(decoding: $0, of: edition.gloss) }
                .map { LibrarySign($0, edition, of: moment) }
        }
        var signs = (known + read).compactMap(\.self)
        let unkept = zip(new, read).filter { $1 == nil }.map(\.0)
        for start in stride(from: 0, to: unkept.count, by: Self.batch) {
            signs += try made(Array(unkept[start..<min(start + Self.batch, unkept.count)]), of: moment)
        }
        let library = SignLibrary(signs, renewing: old, place: "the store \(place)")
        for line in library.notices { notice(line) }
        return library
    }

    /// Signs from their takes, which are kept then.
    private func made(_ editions: [SignEdition], of moment: any SignMoment) throws -> [LibrarySign] {
        let stored = try editions.map { ($0, try moment.sign(gloss: $0.gloss)) }
        let made = Parallel.map(stored) { edition, stored in
            Result { () throws -> (LibrarySign, KeptSign?) in
                let calibration = stored.currentCalibration
                let hashes = stored.takes.map(\.contentHash)
                let takes = try zip(stored.takes, hashes).map {
                    try $0.prepared(of: stored.gloss, calibration?.embeddings[$1])
                }
                let sign = PreparedSign(
                    gloss: stored.gloss,
                    takes: zip(hashes, takes).map { .init(id: $0, take: ComparedTake($1)) },
                    calibration: calibration)
                // A sign without a calibration has no embeddings yet, which take longer to make than all else.
                let isKept = calibration != nil
                return (
                    LibrarySign(sign, .init(calibration: calibration, takes: takes), edition),
                    isKept ? KeptSign(sign) : nil
                )
            }
        }
        let signs = try made.map { try $0.get() }
        // A store that takes no changes now is read as it is.
        let kept = zip(editions, signs).compactMap { edition, sign in sign.1.map { (edition, $0) } }
        try? database.keep(
            Dictionary(kept) { first, _ in first }, signature: ScoringSignature.current)
        return signs.map(\.0)
    }
}
